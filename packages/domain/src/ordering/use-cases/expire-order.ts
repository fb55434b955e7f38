import { after, MINUTE, type Clock, type UnitOfWork } from '../../kernel/index.js';
import { SYSTEM, type OrderId } from '../model/order.js';
import type { OrderEffects } from './order-effects.js';
import type { OrderScope } from './order-scope.js';

/** How long an order waits again when a payment may still bring its money. */
const POSTPONEMENT = 5 * MINUTE;

/** Nobody paid in time: the order ends and the sale is given back. */
export class ExpireOrder {
  constructor(
    private readonly unitOfWork: UnitOfWork<OrderScope>,
    private readonly effects: OrderEffects,
    private readonly clock: Clock,
  ) {}

  /** Nothing when the order moved on before the deadline fired; postponed while a payment is under way. */
  async execute({ orderId }: { readonly orderId: OrderId }): Promise<void> {
    await this.unitOfWork.run(async (scope) => {
      const order = await scope.orders.getForUpdate(orderId);
      const now = this.clock.now();
      if (order.snapshot().state !== 'pending_payment') return;
      const payments = await scope.payments.listOfOrderForUpdate(orderId);
      const isPaymentUnderWay = payments.some((payment) => payment.isLive && payment.isStarted);
      if (isPaymentUnderWay) return this.effects.armExpiry(scope, order, after(now, POSTPONEMENT), now);
      const step = order.expire({ isPaymentUnderWay }, now);
      await this.effects.carryOut(scope, order, step, { by: SYSTEM, now });
    });
  }
}
