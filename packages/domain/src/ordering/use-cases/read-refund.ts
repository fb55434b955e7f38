import type { Actor, PermissionCode } from '../../identity/index.js';
import { RefundNotFound, type PaymentViews, type RefundId, type RefundView } from '../../payments/index.js';
import { ORDER_READERS } from '../model/order-process.js';
import type { OrderViews } from '../ports/order-views.js';
import { readableOrder } from './read-order.js';

/** Whoever decides on refunds sees them, orders or not. */
export const REFUND_READERS: readonly PermissionCode[] = [...ORDER_READERS, 'refunds:approve'];

/** Shows a refund to the parties of its order and to staff. */
export class ReadRefund {
  constructor(
    private readonly payments: PaymentViews,
    private readonly orders: OrderViews,
  ) {}

  /** @throws RefundNotFound; OrderNotFound for everybody else */
  async execute(input: { readonly actor: Actor; readonly refundId: RefundId }): Promise<RefundView> {
    const refund = await this.payments.findRefund(input.refundId);
    if (!refund) throw new RefundNotFound(input.refundId);
    await readableOrder(this.orders, input.actor, refund.orderId, REFUND_READERS);
    return refund;
  }
}
