import { cursorRequest, type CursorPage } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { OrderEvent } from '../model/order-event.js';
import type { OrderId } from '../model/order.js';
import type { OrderViews } from '../ports/order-views.js';
import { readableOrder } from './read-order.js';

export interface ListOrderEventsInput {
  readonly actor: Actor;
  readonly orderId: OrderId;
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** Shows the timeline of an order to its parties and to staff. */
export class ListOrderEvents {
  constructor(private readonly orders: OrderViews) {}

  /** @throws OrderNotFound for everybody else; InvalidCursor; InvalidPage for the limit */
  async execute(input: ListOrderEventsInput): Promise<CursorPage<OrderEvent>> {
    const request = cursorRequest(input.cursor, input.limit);
    await readableOrder(this.orders, input.actor, input.orderId);
    return this.orders.events(input.orderId, request);
  }
}
