import type { Money, Currency, Id } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import { sumOfParts, type SplitParts } from './apportionment.js';
import { Posting } from './posting.js';
import { twoLinePosting } from './two-line-posting.js';

export interface PaymentMove {
  readonly provider: string;
  readonly orderId: Id<'order'>;
  readonly paymentId: Id<'payment'>;
  readonly amount: Money;
}

/** T1: the customer's money arrived and is held for the order. Once per payment. */
export function capturePosting({ provider, ...move }: PaymentMove): Posting {
  return twoLinePosting('T1', {
    ...move,
    debitOwnerId: provider,
    creditOwnerId: move.orderId,
    sourceKey: move.paymentId,
  });
}

/** T1f: what the provider kept for collecting it. Once per payment. */
export function providerFeePosting({ provider, ...move }: PaymentMove): Posting {
  return twoLinePosting('T1f', {
    ...move,
    debitOwnerId: null,
    creditOwnerId: provider,
    sourceKey: move.paymentId,
  });
}

export interface CompletionMove {
  readonly orderId: Id<'order'>;
  readonly sellerId: UserId;
  readonly currency: Currency;
  /** What is left for each, summed over the payments of the order. */
  readonly parts: SplitParts;
}

/** T2: all that is left in the order's escrow goes to whom it belongs. Once per order. */
export function completionPosting({ orderId, sellerId, currency, parts }: CompletionMove): Posting {
  return Posting.of({
    type: 'T2',
    currency,
    sourceKey: orderId,
    orderId,
    lines: [
      { side: 'debit', code: 'order_escrow', ownerId: orderId, amount: sumOfParts(parts) },
      { side: 'credit', code: 'seller_pending', ownerId: sellerId, amount: parts.sellerPart },
      { side: 'credit', code: 'commission_revenue', amount: parts.commissionPart },
      { side: 'credit', code: 'service_fee_revenue', amount: parts.feePart },
    ],
  });
}

export interface ClearingMove {
  /** The earning; or the refund whose reversal gave money back to an earning that had been cleared by then. */
  readonly sourceKey: Id<'earning'> | Id<'refund'>;
  readonly orderId: Id<'order'>;
  readonly sellerId: UserId;
  /** What is left of the earning. */
  readonly amount: Money;
}

/** T4: an earning may be withdrawn from now on. Once per source. */
export function clearingPosting({ sellerId, ...move }: ClearingMove): Posting {
  return twoLinePosting('T4', { ...move, debitOwnerId: sellerId, creditOwnerId: sellerId });
}

export interface RecoupMove {
  readonly sellerId: UserId;
  readonly amount: Money;
  /** The earning or withdrawal that made money available. */
  readonly sourceKey: string;
}

/** T4r: a seller's debt is taken out of what has become available. Once per source. */
export function recoupPosting({ sellerId, ...move }: RecoupMove): Posting {
  return twoLinePosting('T4r', { ...move, debitOwnerId: sellerId, creditOwnerId: sellerId });
}
