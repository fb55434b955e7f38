import type { Currency, Id, ListAnswer, ListRequest } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { PaymentId } from '../model/payment.js';
import type { PaymentState } from '../model/payment-process.js';
import type { RefundId, RefundRail } from '../model/refund.js';
import type { RefundState } from '../model/refund-process.js';

/** A payment as its payer sees it. */
export interface PaymentView {
  readonly id: PaymentId;
  readonly orderId: Id<'order'>;
  readonly payerId: UserId;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly state: PaymentState;
  readonly channel: string | null;
  readonly payerMsisdnMask: string | null;
  readonly capturedAmount: bigint;
  readonly refundedAmount: bigint;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly expiresAt: Date;
  readonly capturedAt: Date | null;
  readonly createdAt: Date;
}

/** A refund as the parties of its order see it. */
export interface RefundView {
  readonly id: RefundId;
  readonly paymentId: PaymentId;
  readonly orderId: Id<'order'>;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly state: RefundState;
  readonly reasonCode: string;
  readonly note: string | null;
  readonly rejectionReason: string | null;
  readonly rail: RefundRail;
  readonly sellerPart: bigint;
  readonly commissionPart: bigint;
  readonly feePart: bigint;
  readonly failureCode: string | null;
  readonly createdAt: Date;
}

/** What screens read of payments and refunds. Rights are the use case's: both parties' ids come with the row. */
export abstract class PaymentViews {
  abstract find(id: PaymentId): Promise<PaymentView | null>;

  /** Oldest first, equal instants by id. */
  abstract listOfOrder<Request extends ListRequest>(
    orderId: Id<'order'>,
    request: Request,
  ): Promise<ListAnswer<PaymentView, Request>>;

  abstract findRefund(id: RefundId): Promise<RefundView | null>;

  /** Oldest first, equal instants by id. */
  abstract listRefundsOfOrder<Request extends ListRequest>(
    orderId: Id<'order'>,
    request: Request,
  ): Promise<ListAnswer<RefundView, Request>>;
}
