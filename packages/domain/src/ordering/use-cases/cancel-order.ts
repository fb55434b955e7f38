import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Settings } from '../../platform/index.js';
import type { Order } from '../model/order.js';
import { moveOrder, type OrderStepInput } from './move-order.js';
import type { OrderEffects } from './order-effects.js';
import type { OrderScope } from './order-scope.js';

/**
 * The customer gives the order up alone, which is theirs to do before it is paid and when the seller is very
 * late; what was paid goes back in full.
 */
export class CancelOrder {
  constructor(
    private readonly unitOfWork: UnitOfWork<OrderScope & { settings: Settings }>,
    private readonly effects: OrderEffects,
    private readonly clock: Clock,
  ) {}

  /** @throws OrderNotFound; OrderEventRefused; OrderRoleRefused; OrderGuardRefused; StaleVersion */
  async execute(input: OrderStepInput): Promise<Order> {
    return moveOrder(this.unitOfWork, input, async (scope, order, by) => {
      const now = this.clock.now();
      const veryLateAfterHours = await scope.settings.get('orders.very_late_hours');
      const reasonCode = order.awaitsPayment ? 'changed_mind' : 'very_late';
      const step = order.awaitsPayment
        ? order.cancel('cancel_unpaid', reasonCode, by, {}, now)
        : order.cancel('cancel_very_late', reasonCode, by, { veryLateAfterHours }, now);
      await this.effects.carryOut(scope, order, step, { by, now, payload: { reasonCode } });
    });
  }
}
