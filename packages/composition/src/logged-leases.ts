import { Leases, type Lease } from '@2krika/domain';
import type { Logger } from './logger.js';

/** Tells the operators of work that fails; nobody else sees it before it is given up. */
export class LoggedLeases extends Leases {
  constructor(
    private readonly leases: Leases,
    private readonly logger: Logger,
  ) {
    super();
  }

  renew(lease: Lease) {
    return this.leases.renew(lease);
  }

  forgive(lease: Lease) {
    return this.leases.forgive(lease);
  }

  postpone(lease: Lease, error: string, availableAt: Date) {
    this.logger.warn({ ...lease, error, availableAt }, 'work failed');
    return this.leases.postpone(lease, error, availableAt);
  }

  defer(lease: Lease, error: string, availableAt: Date) {
    this.logger.warn({ ...lease, error, availableAt }, 'work waits');
    return this.leases.defer(lease, error, availableAt);
  }

  bury(lease: Lease, error: string, now: Date) {
    this.logger.error({ ...lease, error }, 'work given up');
    return this.leases.bury(lease, error, now);
  }
}
