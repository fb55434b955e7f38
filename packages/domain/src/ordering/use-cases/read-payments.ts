import type { Id } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import {
  PaymentNotFound,
  RefundNotFound,
  type PaymentId,
  type PaymentView,
  type PaymentViews,
  type RefundId,
  type RefundView,
} from '../../payments/index.js';
import type { OrderViews } from '../ports/order-views.js';
import { readableOrder } from './read-order.js';

/** Shows the payments and refunds of an order to its parties and to staff. */
export class ReadPayments {
  constructor(
    private readonly payments: PaymentViews,
    private readonly orders: OrderViews,
  ) {}

  /** @throws PaymentNotFound, also for everybody but the payer and staff */
  async payment(actor: Actor, paymentId: PaymentId): Promise<PaymentView> {
    const payment = await this.payments.find(paymentId);
    const mayRead = payment?.payerId === actor.userId || actor.permissions.has('payments:read');
    if (!payment || !mayRead) throw new PaymentNotFound(paymentId);
    return payment;
  }

  /** @throws OrderNotFound */
  async ofOrder(actor: Actor, orderId: Id<'order'>): Promise<readonly PaymentView[]> {
    await readableOrder(this.orders, actor, orderId);
    return this.payments.listOfOrder(orderId);
  }

  /** @throws RefundNotFound, also for strangers to its order */
  async refund(actor: Actor, refundId: RefundId): Promise<RefundView> {
    const refund = await this.payments.findRefund(refundId);
    if (!refund) throw new RefundNotFound(refundId);
    await readableOrder(this.orders, actor, refund.orderId);
    return refund;
  }

  /** @throws OrderNotFound */
  async refundsOfOrder(actor: Actor, orderId: Id<'order'>): Promise<readonly RefundView[]> {
    await readableOrder(this.orders, actor, orderId);
    return this.payments.listRefundsOfOrder(orderId);
  }
}
