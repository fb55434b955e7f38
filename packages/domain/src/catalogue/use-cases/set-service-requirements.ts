import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { Service, ServiceId } from '../model/service.js';
import type { ServiceRequirement } from '../model/service-requirement.js';
import type { ServiceRepository } from '../ports/service-repository.js';

export interface SetServiceRequirementsInput {
  readonly actor: Actor;
  readonly serviceId: ServiceId;
  /** As in `UpdateServiceInput`. */
  readonly expectedVersion?: number;
  /** All it asks from now on, in the order of the page. */
  readonly requirements: readonly ServiceRequirement[];
}

/** Asks these questions of whoever orders a service. Orders that were placed keep those they were placed with. */
export class SetServiceRequirements {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ services: ServiceRepository }>,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceNotFound; StaleVersion; ServiceNotEditable; InvalidService */
  async execute(input: SetServiceRequirementsInput): Promise<Service> {
    const { actor, serviceId, expectedVersion, requirements } = input;
    return this.unitOfWork.run(async ({ services }) => {
      const service = await services.getForUpdate(serviceId);
      service.assertOwnedBy(actor);
      service.assertVersion(expectedVersion);
      service.setRequirements(requirements, this.clock.now());
      await services.save(service);
      return service;
    });
  }
}
