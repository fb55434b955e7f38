import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import {
  chargeableLimits,
  type ChargeableLimits,
  type PaymentChannelRepository,
} from '../../platform/index.js';
import type { Service, ServiceId } from '../model/service.js';
import type { ServiceRepository } from '../ports/service-repository.js';

/** Whose service is edited, and as of which version. */
export interface EditOwnServiceInput {
  readonly actor: Actor;
  readonly serviceId: ServiceId;
  /** The version of the service the actor looked at; left out, the change is made whatever happened since. */
  readonly expectedVersion?: number;
}

export type EditOwnServiceUnitOfWork = UnitOfWork<{
  services: ServiceRepository;
  paymentChannels: PaymentChannelRepository;
}>;

/**
 * Changes what the actor's own service offers for money.
 * @throws ServiceNotFound; StaleVersion; whatever `edit` throws
 */
export function editOwnService(
  unitOfWork: EditOwnServiceUnitOfWork,
  clock: Clock,
  { actor, serviceId, expectedVersion }: EditOwnServiceInput,
  edit: (service: Service, limits: ChargeableLimits, now: Date) => void,
): Promise<Service> {
  return unitOfWork.run(async ({ services, paymentChannels }) => {
    const service = await services.getForUpdate(serviceId);
    service.assertOwnedBy(actor);
    service.assertVersion(expectedVersion);
    const limits = chargeableLimits(await paymentChannels.list(), service.snapshot().currency);
    edit(service, limits, clock.now());
    await services.save(service);
    return service;
  });
}
