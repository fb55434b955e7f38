import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { Deadline, DeadlineRepository, Settings } from '../../platform/index.js';
import { OrderNotFound } from '../model/order-errors.js';
import type { OrderEventName, OrderGuard, OrderState } from '../model/order-process.js';
import type { OrderId } from '../model/order.js';
import type { OrderRepository } from '../ports/order-repository.js';
import { deadlineOwner } from './order-effects.js';

export interface OrderAction {
  readonly event: OrderEventName;
  readonly leadsTo: OrderState;
  readonly isAllowed: boolean;
  /** Why not; null when it is allowed. */
  readonly refusedBy: OrderGuard | 'permission_missing' | null;
}

export interface OrderActions {
  readonly state: OrderState;
  readonly version: number;
  readonly actions: readonly OrderAction[];
  /** What happens by itself, soonest first. */
  readonly deadlines: readonly Pick<Deadline, 'event' | 'fireAt'>[];
}

/** Says what the actor may do with an order now, why the rest is refused, and what will happen by itself. */
export class ListOrderActions {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      orders: OrderRepository;
      deadlines: DeadlineRepository;
      settings: Settings;
    }>,
    private readonly clock: Clock,
  ) {}

  /** @throws OrderNotFound for strangers */
  async execute({
    actor,
    orderId,
  }: {
    readonly actor: Actor;
    readonly orderId: OrderId;
  }): Promise<OrderActions> {
    return this.unitOfWork.run(async ({ orders, deadlines, settings }) => {
      const order = await orders.find(orderId);
      if (!order) throw new OrderNotFound(orderId);
      const { role } = order.moverFor(actor);
      const [veryLateAfterHours, armed] = await Promise.all([
        settings.get('orders.very_late_hours'),
        deadlines.armedFor(deadlineOwner(order)),
      ]);
      const now = this.clock.now();
      const actions = order.openTransitions
        .filter((row) => row.by.includes(role))
        .map((row) => {
          const isPermitted = role !== 'staff' || !row.permission || actor.permissions.has(row.permission);
          const refusedBy = isPermitted
            ? order.failingGuard(row, { veryLateAfterHours }, now)
            : 'permission_missing';
          return { event: row.event, leadsTo: row.to, isAllowed: refusedBy === null, refusedBy } as const;
        });
      return {
        state: order.snapshot().state,
        version: order.version,
        actions,
        deadlines: armed.map(({ event, fireAt }) => ({ event, fireAt })),
      };
    });
  }
}
