import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { OrderEvent } from '../model/order-event.js';
import type { OrderId } from '../model/order.js';
import type { OrderViews } from '../ports/order-views.js';
import { readableOrder } from './read-order.js';

export interface ListOrderEventsInput extends ListInput {
  readonly actor: Actor;
  readonly orderId: OrderId;
}

/** Shows the timeline of an order to its parties and to staff. */
export class ListOrderEvents {
  constructor(private readonly orders: OrderViews) {}

  /** @throws OrderNotFound for everybody else; InvalidPage; InvalidCursor */
  async execute({ actor, orderId, ...asked }: ListOrderEventsInput): Promise<ListAnswer<OrderEvent>> {
    const request = listRequest(asked);
    await readableOrder(this.orders, actor, orderId);
    return this.orders.events(orderId, request);
  }
}
