import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Order } from '../model/order.js';
import { moveOrder, type OrderStepInput } from './move-order.js';
import type { OrderEffects } from './order-effects.js';
import type { OrderScope } from './order-scope.js';

export interface RequestRevisionInput extends OrderStepInput {
  /** What the customer wants changed. */
  readonly message: string;
}

/** The customer sends a delivery back. */
export class RequestRevision {
  constructor(
    private readonly unitOfWork: UnitOfWork<OrderScope>,
    private readonly effects: OrderEffects,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws OrderNotFound; OrderEventRefused; OrderRoleRefused; OrderGuardRefused when no revision is left;
   *   MessageTooShort; StaleVersion
   */
  async execute({ message, ...input }: RequestRevisionInput): Promise<Order> {
    return moveOrder(this.unitOfWork, input, async (scope, order, by) => {
      const now = this.clock.now();
      const step = order.requestRevision(message, by, now);
      await this.effects.carryOut(scope, order, step, { by, now, payload: { message } });
    });
  }
}
