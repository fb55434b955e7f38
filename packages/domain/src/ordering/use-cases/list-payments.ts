import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { PaymentView, PaymentViews } from '../../payments/index.js';
import type { OrderId } from '../model/order.js';
import type { OrderViews } from '../ports/order-views.js';
import { readableOrder } from './read-order.js';

export interface ListPaymentsInput extends ListInput {
  readonly actor: Actor;
  readonly orderId: OrderId;
}

/** Shows the payments of an order to its parties and to staff. */
export class ListPayments {
  constructor(
    private readonly payments: PaymentViews,
    private readonly orders: OrderViews,
  ) {}

  /** @throws OrderNotFound for everybody else; InvalidPage; InvalidCursor */
  async execute({ actor, orderId, ...asked }: ListPaymentsInput): Promise<ListAnswer<PaymentView>> {
    const request = listRequest(asked);
    await readableOrder(this.orders, actor, orderId);
    return this.payments.listOfOrder(orderId, request);
  }
}
