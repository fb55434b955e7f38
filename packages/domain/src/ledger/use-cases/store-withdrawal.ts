import type { Outbox } from '../../platform/index.js';
import type { PayoutMethodId } from '../model/payout-method.js';
import type { Posting } from '../model/posting.js';
import type { Withdrawal } from '../model/withdrawal.js';
import type { Ledger } from '../ports/ledger.js';
import type { PayoutMethodRepository } from '../ports/payout-method-repository.js';
import type { WithdrawalRepository } from '../ports/withdrawal-repository.js';
import { recoupDebt } from './recoup-debt.js';

/** What a transaction needs to store what happened to a withdrawal. */
export interface WithdrawalScope {
  readonly withdrawals: WithdrawalRepository;
  readonly payoutMethods: PayoutMethodRepository;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
}

/** Stores a changed withdrawal with everything that goes with the change: postings, debts, a bad number, events. */
export async function storeWithdrawal(
  { withdrawals, payoutMethods, ledger, outbox }: WithdrawalScope,
  withdrawal: Withdrawal,
  postings: readonly (Posting | null)[],
  now: Date,
): Promise<void> {
  await withdrawals.save(withdrawal);
  const { userId, payoutMethodId, currency } = withdrawal.snapshot();
  for (const posting of postings) {
    if (!posting) continue;
    await ledger.post(posting, now);
    const { type } = posting.content;
    if (type === 'T11' || type === 'T12') await recoupDebt(ledger, userId, currency, withdrawal.id, now);
    if (type === 'T12') await flagPayoutMethod(payoutMethods, payoutMethodId, now);
  }
  await outbox.publish(withdrawal.pullEvents());
}

async function flagPayoutMethod(
  payoutMethods: PayoutMethodRepository,
  payoutMethodId: PayoutMethodId,
  now: Date,
): Promise<void> {
  const method = await payoutMethods.getForUpdate(payoutMethodId);
  method.flag(now);
  await payoutMethods.save(method);
}
