import { PendingPayments, type ServiceId } from '@2krika/domain';

/** Knows of the orders a test says there are. */
export class FakePendingPayments extends PendingPayments {
  private readonly pending = new Set<ServiceId>();

  await(serviceId: ServiceId): void {
    this.pending.add(serviceId);
  }

  settle(serviceId: ServiceId): void {
    this.pending.delete(serviceId);
  }

  existFor(serviceId: ServiceId): Promise<boolean> {
    return Promise.resolve(this.pending.has(serviceId));
  }
}
