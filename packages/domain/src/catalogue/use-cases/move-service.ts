import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { Outbox } from '../../platform/index.js';
import type { Service, ServiceId } from '../model/service.js';
import type { ServiceRepository } from '../ports/service-repository.js';

/** Whose service is moved along its process. */
export interface MoveServiceInput {
  readonly actor: Actor;
  readonly serviceId: ServiceId;
}

export interface MoveServiceScope {
  readonly services: ServiceRepository;
  readonly outbox: Outbox;
}

/**
 * Moves a service on behalf of somebody who may see it, and tells the world.
 * @param step answers whether it moved; nothing is written when it did not
 * @throws ServiceNotFound; whatever the step throws
 */
export function moveService<Scope extends MoveServiceScope>(
  unitOfWork: UnitOfWork<Scope>,
  clock: Clock,
  serviceId: ServiceId,
  step: (scope: Scope, service: Service, now: Date) => Promise<boolean>,
): Promise<Service> {
  return unitOfWork.run(async (scope) => {
    const service = await scope.services.getForUpdate(serviceId);
    if (await step(scope, service, clock.now())) {
      await scope.services.save(service);
      await scope.outbox.publish(service.pullEvents());
    }
    return service;
  });
}
