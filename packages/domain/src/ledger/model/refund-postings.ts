import type { Money, Currency, Id } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import { sumOfParts, type SplitParts } from './apportionment.js';
import { Posting, type LedgerTransactionId, type PostingContent } from './posting.js';
import { REVERSALS, type ReversibleType } from './posting-type.js';
import { twoLinePosting } from './two-line-posting.js';

export interface RefundOfEscrow {
  readonly refundId: Id<'refund'>;
  readonly paymentId: Id<'payment'>;
  readonly orderId: Id<'order'>;
  readonly amount: Money;
}

/** T5: money leaves the escrow of an order that is not completed. Once per refund. */
export function escrowRefundPosting(move: RefundOfEscrow): Posting {
  return twoLinePosting('T5', {
    ...move,
    debitOwnerId: move.orderId,
    creditOwnerId: null,
    sourceKey: move.refundId,
  });
}

/** What a seller has at the moment a refund is taken from them, in the order it is taken. Minor units. */
export interface SellerFunds {
  /** What is left of this order's earning while it clears: other orders' earnings are not touched. */
  readonly pending: bigint;
  readonly available: bigint;
}

/** Where a seller's part of a refund comes from. Minor units. */
export interface SellerDebits {
  readonly pending: bigint;
  readonly available: bigint;
  /** What the seller could not pay and owes from now on. */
  readonly receivable: bigint;
}

export function sellerDebits(sellerPart: bigint, funds: SellerFunds): SellerDebits {
  const pending = smaller(sellerPart, funds.pending);
  const available = smaller(sellerPart - pending, funds.available);
  return { pending, available, receivable: sellerPart - pending - available };
}

export interface RefundOfCompletedOrder {
  readonly refundId: Id<'refund'>;
  readonly paymentId: Id<'payment'>;
  readonly orderId: Id<'order'>;
  readonly sellerId: UserId;
  readonly currency: Currency;
  readonly parts: SplitParts;
  /** Read under lock in this transaction. */
  readonly funds: SellerFunds;
}

/** T7: seller and platform give their parts back after the order was completed. Once per refund. */
export function completedRefundPosting(refund: RefundOfCompletedOrder): Posting {
  const { refundId, paymentId, orderId, sellerId: ownerId, currency, parts, funds } = refund;
  const { pending, available, receivable } = sellerDebits(parts.sellerPart, funds);
  return Posting.of({
    type: 'T7',
    currency,
    sourceKey: refundId,
    orderId,
    paymentId,
    refundId,
    lines: [
      { side: 'debit', code: 'seller_pending', ownerId, amount: pending },
      { side: 'debit', code: 'seller_available', ownerId, amount: available },
      { side: 'debit', code: 'seller_receivable', ownerId, amount: receivable },
      { side: 'debit', code: 'commission_revenue', amount: parts.commissionPart },
      { side: 'debit', code: 'service_fee_revenue', amount: parts.feePart },
      { side: 'credit', code: 'refunds_payable', amount: sumOfParts(parts) },
    ],
  });
}

export interface RefundSettlement {
  readonly refundId: Id<'refund'>;
  readonly paymentId: Id<'payment'>;
  readonly orderId: Id<'order'>;
  readonly provider: string;
  /** `provider` gives back what it collected; `payout` sends it from the float to the paying phone. */
  readonly rail: 'provider' | 'payout';
  readonly amount: Money;
}

/** T8: the rail confirmed that the payer has the money. Once per refund. */
export function refundSettlementPosting({ provider, rail, amount, ...links }: RefundSettlement): Posting {
  const code = rail === 'provider' ? 'provider_clearing' : 'disbursement_float';
  return Posting.of({
    ...links,
    type: 'T8',
    currency: amount.currency,
    sourceKey: links.refundId,
    lines: [
      { side: 'debit', code: 'refunds_payable', amount: amount.amount },
      { side: 'credit', code, ownerId: provider, amount: amount.amount },
    ],
  });
}

/** T5 or T7 undone: an approved refund was given up before it was sent. Once per refund. */
export function refundReversalPosting(
  { type, entries, ...stored }: PostingContent & { readonly type: ReversibleType },
  transactionId: LedgerTransactionId,
): Posting {
  return Posting.of({
    ...stored,
    type: REVERSALS[type],
    // Backwards, so that debits come first again.
    lines: [...entries].reverse().map(({ account, side, amount }) => ({
      side: side === 'debit' ? 'credit' : 'debit',
      code: account.code,
      ownerId: account.ownerId,
      amount,
    })),
    reversesTransactionId: transactionId,
    createdBy: null,
  });
}

function smaller(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}
