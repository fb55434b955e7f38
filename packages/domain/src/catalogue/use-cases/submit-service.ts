import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { UserRepository } from '../../identity/index.js';
import type { Settings } from '../../platform/index.js';
import { SYSTEM_MOVER, type Service } from '../model/service.js';
import type { CategoryRepository } from '../ports/category-repository.js';
import { moveService, type MoveServiceInput, type MoveServiceScope } from './move-service.js';
import { publishingFacts } from './publishing-facts.js';

/** Asks for a service to go live. It does at once where the business lets services approve themselves. */
export class SubmitService {
  constructor(
    private readonly unitOfWork: UnitOfWork<
      MoveServiceScope & { users: UserRepository; categories: CategoryRepository; settings: Settings }
    >,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceNotFound; ServiceEventRefused; ServiceNotPublishable */
  execute({ actor, serviceId }: MoveServiceInput): Promise<Service> {
    return moveService(this.unitOfWork, this.clock, serviceId, async (scope, service, now) => {
      service.assertOwnedBy(actor);
      const facts = await publishingFacts(scope, service);
      const isMoved = service.move('submit', service.moverFor(actor), facts, now);
      if (isMoved && (await scope.settings.get('services.auto_approve')))
        service.move('approve', SYSTEM_MOVER, facts, now);
      return isMoved;
    });
  }
}
