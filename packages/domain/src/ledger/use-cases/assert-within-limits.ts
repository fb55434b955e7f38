import { after, DAY, type Money } from '../../kernel/index.js';
import { kycLimitFor, type KycLimitRepository } from '../../kyc/index.js';
import type { User } from '../../identity/index.js';
import { KycLimitExceeded } from '../model/withdrawal-errors.js';
import type { WithdrawalRepository } from '../ports/withdrawal-repository.js';

export interface LimitScope {
  readonly kycLimits: KycLimitRepository;
  readonly withdrawals: WithdrawalRepository;
}

/**
 * Compares a withdrawal that was added with what its owner's level lets them take; where nobody set a limit, anything.
 * Not before it was added: of two at once the second waits there for the first, and would not have counted it.
 * @throws KycLimitExceeded
 */
export async function assertWithinLimits(
  { kycLimits, withdrawals }: LimitScope,
  owner: User,
  { amount, currency }: Money,
  now: Date,
): Promise<void> {
  const { id, kycLevel: level, country } = owner.snapshot();
  const limit = kycLimitFor(await kycLimits.listBegun(level, now), { level, country, currency }, now);
  if (!limit) return;
  const takenIn = (days: number) => withdrawals.takenSince(id, currency, after(now, -days * DAY));
  if (amount > limit.perWithdrawal) throw new KycLimitExceeded('withdrawal', limit.perWithdrawal, currency);
  if ((await takenIn(1)) > limit.perDay) throw new KycLimitExceeded('day', limit.perDay, currency);
  if ((await takenIn(30)) > limit.perMonth) throw new KycLimitExceeded('month', limit.perMonth, currency);
}
