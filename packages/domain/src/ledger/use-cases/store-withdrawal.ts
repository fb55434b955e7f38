import type { Outbox } from '../../platform/index.js';
import type { PayoutMethodId } from '../model/payout-method.js';
import type { Posting } from '../model/posting.js';
import type { Withdrawal } from '../model/withdrawal.js';
import type { Ledger } from '../ports/ledger.js';
import type { PayoutMethodRepository } from '../ports/payout-method-repository.js';
import type { WithdrawalRepository } from '../ports/withdrawal-repository.js';
import { lockAccountsOf } from './lock-accounts-of.js';
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
  possiblePostings: readonly (Posting | null)[],
  now: Date,
): Promise<void> {
  await withdrawals.save(withdrawal);
  const { userId: ownerId, payoutMethodId, currency } = withdrawal.snapshot();
  const postings = possiblePostings.filter((posting) => posting !== null);
  const isBack = postings.some(({ content }) => content.type === 'T12');
  const givesBack = isBack || postings.some(({ content }) => content.type === 'T11');
  // Before the accounts, as whoever asks for a withdrawal locks it.
  if (isBack) await flagPayoutMethod(payoutMethods, payoutMethodId, now);
  const own = (code: 'seller_available' | 'seller_receivable') => ({ code, ownerId, currency });
  if (givesBack) await lockAccountsOf(ledger, postings, [own('seller_available'), own('seller_receivable')]);
  for (const posting of postings) await ledger.post(posting, now);
  if (givesBack) await recoupDebt(ledger, ownerId, currency, withdrawal.id, now);
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
