import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { PaymentViews, RefundView } from '../../payments/index.js';
import type { OrderId } from '../model/order.js';
import type { OrderViews } from '../ports/order-views.js';
import { readableOrder } from './read-order.js';
import { REFUND_READERS } from './read-refund.js';

export interface ListRefundsInput extends ListInput {
  readonly actor: Actor;
  readonly orderId: OrderId;
}

/** Shows the refunds of an order to its parties and to staff. */
export class ListRefunds {
  constructor(
    private readonly payments: PaymentViews,
    private readonly orders: OrderViews,
  ) {}

  /** @throws OrderNotFound for everybody else; InvalidPage; InvalidCursor */
  async execute({ actor, orderId, ...asked }: ListRefundsInput): Promise<ListAnswer<RefundView>> {
    const request = listRequest(asked);
    await readableOrder(this.orders, actor, orderId, REFUND_READERS);
    return this.payments.listRefundsOfOrder(orderId, request);
  }
}
