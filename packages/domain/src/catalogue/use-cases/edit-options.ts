import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import {
  chargeableLimits,
  type ChargeableLimits,
  type PaymentChannelRepository,
} from '../../platform/index.js';
import type { Service, ServiceId } from '../model/service.js';
import type { ServiceRepository } from '../ports/service-repository.js';

/** Whose options are edited, and as of which version. */
export interface EditOptionsInput {
  readonly actor: Actor;
  readonly serviceId: ServiceId;
  /** The version of the service the actor looked at; left out, the change is made whatever happened since. */
  readonly expectedVersion?: number;
}

export type EditOptionsUnitOfWork = UnitOfWork<{
  services: ServiceRepository;
  paymentChannels: PaymentChannelRepository;
}>;

/** Changes the options of the actor's own service. @throws ServiceNotFound; StaleVersion; whatever `edit` throws */
export function editOptions(
  unitOfWork: EditOptionsUnitOfWork,
  clock: Clock,
  { actor, serviceId, expectedVersion }: EditOptionsInput,
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
