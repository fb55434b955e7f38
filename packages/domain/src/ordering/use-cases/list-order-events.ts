import type { Actor } from '../../identity/index.js';
import type { OrderEvent } from '../model/order-event.js';
import type { OrderId } from '../model/order.js';
import type { OrderViews } from '../ports/order-views.js';
import { readableOrder } from './read-order.js';

/** Shows the timeline of an order to its parties and to staff. */
export class ListOrderEvents {
  constructor(private readonly orders: OrderViews) {}

  /** @throws OrderNotFound for everybody else */
  async execute({
    actor,
    orderId,
  }: {
    readonly actor: Actor;
    readonly orderId: OrderId;
  }): Promise<readonly OrderEvent[]> {
    await readableOrder(this.orders, actor, orderId);
    return this.orders.events(orderId);
  }
}
