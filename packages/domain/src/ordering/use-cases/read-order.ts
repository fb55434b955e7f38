import type { Actor, PermissionCode } from '../../identity/index.js';
import { OrderNotFound } from '../model/order-errors.js';
import { ORDER_READERS } from '../model/order-process.js';
import type { OrderId } from '../model/order.js';
import type { OrderView, OrderViews } from '../ports/order-views.js';

/** Shows an order to its parties and to staff. */
export class ReadOrder {
  constructor(private readonly orders: OrderViews) {}

  /** @throws OrderNotFound for everybody else */
  async execute({
    actor,
    orderId,
  }: {
    readonly actor: Actor;
    readonly orderId: OrderId;
  }): Promise<OrderView> {
    return readableOrder(this.orders, actor, orderId);
  }
}

/**
 * The order, if the actor may see it: as a party, or with one of the permissions.
 * @throws OrderNotFound
 */
export async function readableOrder(
  orders: OrderViews,
  actor: Actor,
  orderId: OrderId,
  permissions: readonly PermissionCode[] = ORDER_READERS,
): Promise<OrderView> {
  const order = await orders.find(orderId);
  const isParty = order?.customer.id === actor.userId || order?.seller.id === actor.userId;
  const isPermitted = permissions.some((permission) => actor.permissions.has(permission));
  if (!order || !(isParty || isPermitted)) throw new OrderNotFound(orderId);
  return order;
}
