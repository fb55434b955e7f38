import { Money, type Id } from '../../kernel/index.js';
import type { Outbox } from '../../platform/index.js';
import type { SplitParts } from '../model/apportionment.js';
import type { Earning } from '../model/earning.js';
import { completedRefundPosting } from '../model/refund-postings.js';
import type { EarningRepository } from '../ports/earning-repository.js';
import type { Ledger } from '../ports/ledger.js';

/** A refund of a completed order, and who bears how much of it. */
export interface RefundOfEarning {
  readonly refundId: Id<'refund'>;
  readonly paymentId: Id<'payment'>;
  readonly parts: SplitParts;
}

/**
 * Takes a refund back from the seller and from ourselves (T7): out of the order's own earning while it clears, then
 * out of what is available, then as a debt. The earning is locked by the caller.
 * @throws EarningReversalTooLarge
 */
export async function reverseEarning(
  scope: { readonly ledger: Ledger; readonly earnings: EarningRepository; readonly outbox: Outbox },
  earning: Earning,
  { parts, ...links }: RefundOfEarning,
  now: Date,
): Promise<void> {
  const { orderId, sellerId, currency } = earning.snapshot();
  const own = (code: 'seller_pending' | 'seller_available' | 'seller_receivable') =>
    ({ code, ownerId: sellerId, currency }) as const;
  // All that the posting touches, at once: asked for in two turns, two refunds could wait in a circle.
  const balances = await scope.ledger.lockBalances([
    own('seller_pending'),
    own('seller_available'),
    own('seller_receivable'),
    { code: 'refunds_payable', ownerId: null, currency },
  ]);
  const funds = { pending: earning.pending.amount, available: balances.of(own('seller_available')) };
  const posting = completedRefundPosting({ ...links, orderId, sellerId, currency, parts, funds });
  await scope.ledger.post(posting, now);
  earning.reverse(Money.of(parts.sellerPart, currency), now);
  await scope.earnings.save(earning);
  await scope.outbox.publish(earning.pullEvents());
}
