import { Money, type Currency } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import { recoupPosting } from '../model/order-postings.js';
import type { Ledger } from '../ports/ledger.js';

/**
 * Takes what a seller owes out of what has just become available (T4r). Part of every transaction that makes
 * money available, so that nobody withdraws while they owe us.
 *
 * @param sourceKey the earning or withdrawal that made money available
 */
export async function recoupDebt(
  ledger: Ledger,
  sellerId: UserId,
  currency: Currency,
  sourceKey: string,
  now: Date,
): Promise<void> {
  const receivable = { code: 'seller_receivable', ownerId: sellerId, currency } as const;
  const available = { code: 'seller_available', ownerId: sellerId, currency } as const;
  const balances = await ledger.lockBalances([receivable, available]);
  const owed = balances.of(receivable);
  const free = balances.of(available);
  const amount = Money.of(owed < free ? owed : free, currency);
  if (amount.isZero()) return;
  await ledger.post(recoupPosting({ sellerId, amount, sourceKey }), now);
}
