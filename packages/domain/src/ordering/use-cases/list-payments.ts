import type { Actor } from '../../identity/index.js';
import type { PaymentView, PaymentViews } from '../../payments/index.js';
import type { OrderId } from '../model/order.js';
import type { OrderViews } from '../ports/order-views.js';
import { readableOrder } from './read-order.js';

/** Shows the payments of an order to its parties and to staff. */
export class ListPayments {
  constructor(
    private readonly payments: PaymentViews,
    private readonly orders: OrderViews,
  ) {}

  /** @throws OrderNotFound for everybody else */
  async execute(input: {
    readonly actor: Actor;
    readonly orderId: OrderId;
  }): Promise<readonly PaymentView[]> {
    await readableOrder(this.orders, input.actor, input.orderId);
    return this.payments.listOfOrder(input.orderId);
  }
}
