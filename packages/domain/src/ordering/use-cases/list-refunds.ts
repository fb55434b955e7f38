import type { Actor } from '../../identity/index.js';
import type { PaymentViews, RefundView } from '../../payments/index.js';
import type { OrderId } from '../model/order.js';
import type { OrderViews } from '../ports/order-views.js';
import { readableOrder } from './read-order.js';
import { REFUND_READERS } from './read-refund.js';

/** Shows the refunds of an order to its parties and to staff. */
export class ListRefunds {
  constructor(
    private readonly payments: PaymentViews,
    private readonly orders: OrderViews,
  ) {}

  /** @throws OrderNotFound for everybody else */
  async execute(input: { readonly actor: Actor; readonly orderId: OrderId }): Promise<readonly RefundView[]> {
    await readableOrder(this.orders, input.actor, input.orderId, REFUND_READERS);
    return this.payments.listRefundsOfOrder(input.orderId);
  }
}
