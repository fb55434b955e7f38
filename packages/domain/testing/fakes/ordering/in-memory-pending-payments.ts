import { PendingPayments, type ServiceId, type Within } from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { orders } from './in-memory-order-repository.js';

export class InMemoryPendingPayments extends PendingPayments {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async existFor(serviceId: ServiceId, within?: Within) {
    const waiting = await this.store
      .session(within)
      .where(orders, (order) => order.serviceId === serviceId && order.state === 'pending_payment');
    return waiting.length > 0;
  }
}
