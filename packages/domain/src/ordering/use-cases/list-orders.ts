import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import { PermissionMissing, type Actor } from '../../identity/index.js';
import type { OrderState } from '../model/order-process.js';
import type { OrderSummary, OrderViews } from '../ports/order-views.js';

export interface ListOrdersInput extends ListInput {
  readonly actor: Actor;
  readonly role: 'customer' | 'seller' | 'staff';
  readonly state?: OrderState | undefined;
}

/** Lists what the actor bought, or sold; staff list everybody's. */
export class ListOrders {
  constructor(private readonly orders: OrderViews) {}

  /** @throws InvalidPage; InvalidCursor; PermissionMissing for the list of staff */
  async execute({ actor, role, state, ...asked }: ListOrdersInput): Promise<ListAnswer<OrderSummary>> {
    if (role === 'staff' && !actor.permissions.has('orders:read')) throw new PermissionMissing('orders:read');
    const filter = {
      ...(role === 'staff' ? {} : { party: { userId: actor.userId, role } }),
      ...(state === undefined ? {} : { state }),
    };
    return this.orders.list(filter, listRequest(asked));
  }
}
