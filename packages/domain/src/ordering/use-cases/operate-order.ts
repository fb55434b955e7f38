import { after, DAY, type Clock, type UnitOfWork } from '../../kernel/index.js';
import { PermissionMissing, type Actor, type UserRepository } from '../../identity/index.js';
import type { AuditLog, Settings } from '../../platform/index.js';
import { OrderRoleRefused } from '../model/order-errors.js';
import { ORDER_PROCESS, type OrderEventName } from '../model/order-process.js';
import type { Order, OrderMover, Step } from '../model/order.js';
import { clearingDaysOf } from './clearing-days.js';
import { moveOrderAs, type OrderStepInput } from './move-order.js';
import type { OrderEffects } from './order-effects.js';
import type { OrderScope } from './order-scope.js';

export interface OperateOrderInput extends OrderStepInput {
  readonly event: OrderEventName;
  readonly reason: string;
}

/** Staff move an order in a party's place, with a reason that is kept. */
export class OperateOrder {
  constructor(
    private readonly unitOfWork: UnitOfWork<
      OrderScope & { users: UserRepository; settings: Settings; auditLog: AuditLog }
    >,
    private readonly effects: OrderEffects,
    private readonly clock: Clock,
  ) {}

  /**
   * Done twice, it moves the order once.
   * @throws PermissionMissing; OrderRoleRefused for what is not for staff to do, and for staff who are a party;
   *   OrderNotFound; OrderEventRefused; OrderGuardRefused; StaleVersion
   */
  async execute({ actor, event, reason, ...input }: OperateOrderInput): Promise<Order> {
    assertMayCause(event, actor);
    const asStaff = (order: Order) => staffOf(order, actor, event);
    return moveOrderAs(this.unitOfWork, asStaff, input, async (scope, order, by) => {
      const now = this.clock.now();
      const from = order.snapshot().state;
      const step = await this.take(scope, order, event, reason, by, now);
      if (!step) return;
      await this.effects.carryOut(scope, order, step, { by, now, payload: { reason } });
      await scope.auditLog.record({
        actorId: actor.userId,
        actorKind: 'staff',
        action: `orders:${event}`,
        resourceType: 'order',
        resourceId: order.id,
        diff: { from, to: order.snapshot().state },
        reason,
        at: now,
      });
    });
  }

  private async take(
    scope: OrderScope & { users: UserRepository; settings: Settings },
    order: Order,
    event: OrderEventName,
    reason: string,
    by: OrderMover,
    now: Date,
  ): Promise<Step> {
    switch (event) {
      case 'accept':
        return order.accept(after(now, (await clearingDaysOf(scope, order)) * DAY), by, now);
      case 'request_revision':
        return order.requestRevision(reason, by, now);
      case 'operator_cancel':
        return order.cancel(event, 'cancelled_by_staff', by, {}, now);
      default:
        throw new OrderRoleRefused(event);
    }
  }
}

/** Four eyes: nobody decides as staff what they gain or lose by. @throws OrderRoleRefused for a party of the order */
function staffOf(order: Order, actor: Actor, event: OrderEventName): OrderMover {
  if (order.concerns(actor)) throw new OrderRoleRefused(event);
  return { role: 'staff', userId: actor.userId };
}

/** @throws PermissionMissing */
function assertMayCause(event: OrderEventName, actor: Actor): void {
  const permission = ORDER_PROCESS.find((row) => row.event === event)?.permission ?? 'orders:operate';
  if (!actor.permissions.has(permission)) throw new PermissionMissing(permission);
}
