import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { PendingPayments } from '../ports/pending-payments.js';
import { moveService, type MoveServiceInput, type MoveServiceScope } from './move-service.js';

export interface ArchiveServiceInput extends MoveServiceInput {
  /** As in `UpdateServiceInput`. */
  readonly expectedVersion?: number;
}

/** Ends a service for good. Orders that were paid go on. */
export class ArchiveService {
  constructor(
    private readonly unitOfWork: UnitOfWork<MoveServiceScope & { pendingPayments: PendingPayments }>,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceNotFound; StaleVersion; ServiceRoleRefused; ServiceEventRefused; ServicePaymentUnderWay */
  async execute({ actor, serviceId, expectedVersion }: ArchiveServiceInput): Promise<void> {
    await moveService(this.unitOfWork, this.clock, serviceId, async (scope, service, now) => {
      const mover = service.moverFor(actor);
      service.assertVersion(expectedVersion);
      const isPaymentUnderWay = await scope.pendingPayments.existFor(serviceId);
      return service.move('archive', mover, { isPaymentUnderWay }, now);
    });
  }
}
