import { after, HOUR, type Clock, type Id, type IdGenerator, type UnitOfWork } from '../../kernel/index.js';
import { linkUploads, type UploadRepository } from '../../files/index.js';
import type { Settings } from '../../platform/index.js';
import type { Order } from '../model/order.js';
import { moveOrder, type OrderStepInput } from './move-order.js';
import type { OrderEffects } from './order-effects.js';
import type { OrderScope } from './order-scope.js';

export interface DeliverOrderInput extends OrderStepInput {
  readonly message: string;
  readonly linkUrls: readonly string[];
  readonly uploadIds: readonly Id<'upload'>[];
}

/** The seller hands the work over; delivered again, it replaces what the customer has not answered yet. */
export class DeliverOrder {
  constructor(
    private readonly unitOfWork: UnitOfWork<OrderScope & { uploads: UploadRepository; settings: Settings }>,
    private readonly effects: OrderEffects,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** @throws OrderNotFound; OrderEventRefused; OrderRoleRefused; MessageTooShort; UploadNotYours; StaleVersion */
  async execute({ message, linkUrls, uploadIds, ...input }: DeliverOrderInput): Promise<Order> {
    return moveOrder(this.unitOfWork, input, async (scope, order, by) => {
      const now = this.clock.now();
      const reviewDueAt = after(now, (await scope.settings.get('orders.review_hours')) * HOUR);
      const content = { id: this.ids.generate(), message, linkUrls, uploadIds };
      const step = order.deliver(content, reviewDueAt, by, now);
      await linkUploads(scope.uploads, {
        actor: input.actor,
        purpose: 'delivery',
        holder: { type: 'delivery', id: content.id },
        uploadIds,
        now,
      });
      await this.effects.carryOut(scope, order, step, { by, now, payload: { deliveryId: content.id } });
    });
  }
}
