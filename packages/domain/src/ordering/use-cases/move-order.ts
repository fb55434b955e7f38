import { StaleVersion, type UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { Order, OrderId, OrderMover } from '../model/order.js';
import type { OrderScope } from './order-scope.js';

/** What every step of an order asks for. */
export interface OrderStepInput {
  readonly actor: Actor;
  readonly orderId: OrderId;
  /** The version the actor looked at; any when undefined. */
  readonly expectedVersion?: number | undefined;
}

/**
 * A step a party takes on an order. Staff who may look at it move it with a permission and a reason, or not at all.
 * @throws OrderNotFound for strangers; OrderRoleRefused for staff; as `moveOrderAs`
 */
export async function moveOrder<Scope extends OrderScope>(
  unitOfWork: UnitOfWork<Scope>,
  input: OrderStepInput,
  step: (scope: Scope, order: Order, mover: OrderMover) => Promise<unknown>,
): Promise<Order> {
  return moveOrderAs(unitOfWork, (order) => order.partyFor(input.actor), input, step);
}

/**
 * The frame of every step a person takes on an order: lock it, see what part the actor plays in it, and refuse
 * what was decided on an outdated view.
 *
 * A step that had been taken before succeeds whatever version the actor saw, so the version is compared only
 * once the step changed the order.
 * @throws OrderNotFound; StaleVersion; what `moverOf` and the step throw
 */
export async function moveOrderAs<Scope extends OrderScope>(
  unitOfWork: UnitOfWork<Scope>,
  moverOf: (order: Order) => OrderMover,
  { orderId, expectedVersion }: Omit<OrderStepInput, 'actor'>,
  step: (scope: Scope, order: Order, mover: OrderMover) => Promise<unknown>,
): Promise<Order> {
  return unitOfWork.run(async (scope) => {
    const order = await scope.orders.getForUpdate(orderId);
    const mover = moverOf(order);
    const versionBefore = order.version;
    await step(scope, order, mover);
    const hasMoved = order.version !== versionBefore;
    if (hasMoved && expectedVersion !== undefined && expectedVersion !== versionBefore) {
      throw new StaleVersion('order', orderId);
    }
    return order;
  });
}
