import { after, DAY, type Clock, type UnitOfWork } from '../../kernel/index.js';
import type { UserRepository } from '../../identity/index.js';
import type { Settings } from '../../platform/index.js';
import type { Order } from '../model/order.js';
import { clearingDaysOf } from './clearing-days.js';
import { moveOrder, type OrderStepInput } from './move-order.js';
import type { OrderEffects } from './order-effects.js';
import type { OrderScope } from './order-scope.js';

/** The customer is content: the money in escrow becomes the seller's, after clearing, and ours. */
export class AcceptDelivery {
  constructor(
    private readonly unitOfWork: UnitOfWork<OrderScope & { users: UserRepository; settings: Settings }>,
    private readonly effects: OrderEffects,
    private readonly clock: Clock,
  ) {}

  /** Done twice, it completes once. @throws OrderNotFound; OrderEventRefused; OrderRoleRefused; StaleVersion */
  async execute(input: OrderStepInput): Promise<Order> {
    return moveOrder(this.unitOfWork, input, async (scope, order, by) => {
      const now = this.clock.now();
      const clearsAt = after(now, (await clearingDaysOf(scope, order)) * DAY);
      await this.effects.carryOut(scope, order, order.accept(clearsAt, by, now), { by, now });
    });
  }
}
