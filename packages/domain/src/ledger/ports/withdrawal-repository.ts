import { Transactional, type Currency, type Within } from '../../kernel/index.js';
import type { Lease } from '../../platform/index.js';
import type { UserId } from '../../identity/index.js';
import type { Withdrawal } from '../model/withdrawal.js';
import type { WithdrawalId } from '../model/withdrawal-record.js';

/** Withdrawals with their attempts. At most one of a person is open. */
export abstract class WithdrawalRepository extends Transactional {
  /** A number no other withdrawal has or gets, rolled back or not: `2W-26-000123`, the year being that of `now`. */
  abstract nextNumber(now: Date, within?: Within): Promise<string>;

  /** @throws WithdrawalAlreadyOpen; AlreadyExists for the id */
  abstract add(withdrawal: Withdrawal, within?: Within): Promise<void>;

  /** @throws StaleVersion */
  abstract save(withdrawal: Withdrawal, within?: Within): Promise<void>;

  abstract find(id: WithdrawalId, within?: Within): Promise<Withdrawal | null>;

  /** Locks the row until the transaction ends; lock it before accounts. @throws WithdrawalNotFound */
  abstract getForUpdate(id: WithdrawalId, within?: Within): Promise<Withdrawal>;

  /** By the key given to the provider. Takes no lock. */
  abstract findByProviderKey(providerKey: string, within?: Within): Promise<Withdrawal | null>;

  /** The person's withdrawal that has not ended. Takes no lock. */
  abstract findOpenOf(userId: UserId, within?: Within): Promise<Withdrawal | null>;

  /**
   * What the person's withdrawals of the currency made after `since` come to, in minor units, without those whose money
   * came back.
   */
  abstract takenSince(userId: UserId, currency: Currency, since: Date, within?: Within): Promise<bigint>;

  /**
   * Takes at most `limit` withdrawals whose call to the provider is due, for a lease, longest due
   * first. Those another worker holds are left out; whose worker died come back when the lease ends;
   * saving one ends it.
   */
  abstract claimToSend(now: Date, limit: number): Promise<readonly Lease[]>;

  /** Takes at most `limit` withdrawals whose provider is to be asked, likewise. */
  abstract claimToPoll(now: Date, limit: number): Promise<readonly Lease[]>;
}
