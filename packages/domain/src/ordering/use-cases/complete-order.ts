import { after, DAY, type Clock, type UnitOfWork } from '../../kernel/index.js';
import type { UserRepository } from '../../identity/index.js';
import type { Settings } from '../../platform/index.js';
import { SYSTEM, type OrderId } from '../model/order.js';
import { clearingDaysOf } from './clearing-days.js';
import type { OrderEffects } from './order-effects.js';
import type { OrderScope } from './order-scope.js';

/** The review window ended and the customer said nothing: the order completes by itself. */
export class CompleteOrder {
  constructor(
    private readonly unitOfWork: UnitOfWork<OrderScope & { users: UserRepository; settings: Settings }>,
    private readonly effects: OrderEffects,
    private readonly clock: Clock,
  ) {}

  /** Nothing when the order moved on, or the window was opened anew, before the deadline fired. */
  async execute({ orderId }: { readonly orderId: OrderId }): Promise<void> {
    await this.unitOfWork.run(async (scope) => {
      const order = await scope.orders.getForUpdate(orderId);
      const now = this.clock.now();
      const { state, reviewDueAt } = order.snapshot();
      if (state !== 'delivered' || !reviewDueAt || now < reviewDueAt) return;
      const clearsAt = after(now, (await clearingDaysOf(scope, order)) * DAY);
      await this.effects.carryOut(scope, order, order.autoComplete(clearsAt, now), { by: SYSTEM, now });
    });
  }
}
