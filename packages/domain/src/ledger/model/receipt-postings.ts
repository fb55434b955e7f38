import type { Id, Money } from '../../kernel/index.js';
import type { Posting } from './posting.js';
import { twoLinePosting } from './two-line-posting.js';

export interface UnallocatedReceipt {
  readonly provider: string;
  /** Names the receipt: a payment brings another one when its payer pays twice. */
  readonly receiptKey: string;
  readonly paymentId: Id<'payment'>;
  readonly orderId: Id<'order'>;
  /** What really came, whatever was asked. */
  readonly amount: Money;
}

/** T3: money came for an order that cannot take it, or not this much of it. Once per receipt. */
export function unallocatedReceiptPosting({ provider, receiptKey, ...move }: UnallocatedReceipt): Posting {
  return twoLinePosting('T3', {
    ...move,
    debitOwnerId: provider,
    creditOwnerId: null,
    sourceKey: receiptKey,
  });
}

/** T3o: the order can be paid with it after all. Once per receipt. */
export function receiptAllocationPosting({
  receiptKey,
  ...move
}: Omit<UnallocatedReceipt, 'provider'>): Posting {
  return twoLinePosting('T3o', {
    ...move,
    debitOwnerId: null,
    creditOwnerId: move.orderId,
    sourceKey: receiptKey,
  });
}

export interface ReceiptRefund {
  readonly refundId: Id<'refund'>;
  readonly paymentId: Id<'payment'>;
  readonly orderId: Id<'order'>;
  readonly amount: Money;
}

/** T3r: it goes back to whoever sent it. Once per refund. */
export function receiptRefundPosting(move: ReceiptRefund): Posting {
  return twoLinePosting('T3r', {
    ...move,
    debitOwnerId: null,
    creditOwnerId: null,
    sourceKey: move.refundId,
  });
}
