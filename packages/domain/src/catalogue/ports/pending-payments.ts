import type { Within } from '../../kernel/index.js';
import type { ServiceId } from '../model/service.js';

/** What the catalogue has to know of orders. */
export abstract class PendingPayments {
  /**
   * Whether an order of the service waits for its payment. Lock the service first: an order that is being
   * placed holds it, too.
   */
  abstract existFor(serviceId: ServiceId, within?: Within): Promise<boolean>;
}
