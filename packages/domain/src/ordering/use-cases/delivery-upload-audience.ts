import { UploadAudience, type UploadId } from '../../files/index.js';
import type { UserId } from '../../identity/index.js';
import type { OrderViews } from '../ports/order-views.js';

/** Lets the parties of an order see the files that were delivered in it. */
export class DeliveryUploadAudience extends UploadAudience {
  constructor(private readonly orders: OrderViews) {
    super();
  }

  /** @throws Unavailable */
  includes(userId: UserId, uploadId: UploadId): Promise<boolean> {
    return this.orders.sharesDelivery(userId, uploadId);
  }
}
