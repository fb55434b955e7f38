import {
  PaymentViews,
  type Id,
  type ListRequest,
  type PaymentId,
  type PaymentRecord,
  type PaymentView,
  type RefundId,
  type RefundRecord,
  type RefundView,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { byCreation, listOf } from '../in-memory/list-of.js';
import { payments } from './in-memory-payment-repository.js';
import { refunds } from './in-memory-refund-repository.js';

export class InMemoryPaymentViews extends PaymentViews {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async find(id: PaymentId) {
    const row = await this.store.session().find(payments, id);
    return row && paymentView(row);
  }

  async listOfOrder<Request extends ListRequest>(orderId: Id<'order'>, request: Request) {
    const rows = await this.store.session().where(payments, (row) => row.orderId === orderId);
    return listOf(rows, request, { positionOf: byCreation, viewOf: paymentView, isOldestFirst: true });
  }

  async findRefund(id: RefundId) {
    const row = await this.store.session().find(refunds, id);
    return row && refundView(row);
  }

  async listRefundsOfOrder<Request extends ListRequest>(orderId: Id<'order'>, request: Request) {
    const rows = await this.store.session().where(refunds, (row) => row.orderId === orderId);
    return listOf(rows, request, { positionOf: byCreation, viewOf: refundView, isOldestFirst: true });
  }
}

function paymentView(row: PaymentRecord): PaymentView {
  const { id, orderId, payerId, amount, currency, state, channel, payerMsisdnMask, capturedAmount } = row;
  const { refundedAmount, failureCode, failureMessage, expiresAt, capturedAt, createdAt } = row;
  return {
    id,
    ...{ orderId, payerId, amount, currency, state, channel, payerMsisdnMask, capturedAmount },
    ...{ refundedAmount, failureCode, failureMessage, expiresAt, capturedAt, createdAt },
  };
}

function refundView(row: RefundRecord): RefundView {
  const { id, paymentId, orderId, amount, currency, state, reasonCode, note, rejectionReason } = row;
  const { rail, sellerPart, commissionPart, feePart, failureCode, createdAt } = row;
  return {
    id,
    ...{ paymentId, orderId, amount, currency, state, reasonCode, note, rejectionReason },
    ...{ rail, sellerPart, commissionPart, feePart, failureCode, createdAt },
  };
}
