import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { UserRepository } from '../../identity/index.js';
import type { Service } from '../model/service.js';
import type { CategoryRepository } from '../ports/category-repository.js';
import { moveService, type MoveServiceInput, type MoveServiceScope } from './move-service.js';
import { publishingFacts } from './publishing-facts.js';

/** Puts a paused service back into the lists. */
export class ResumeService {
  constructor(
    private readonly unitOfWork: UnitOfWork<
      MoveServiceScope & { users: UserRepository; categories: CategoryRepository }
    >,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceNotFound; ServiceRoleRefused; ServiceEventRefused; ServiceNotPublishable */
  execute({ actor, serviceId }: MoveServiceInput): Promise<Service> {
    return moveService(this.unitOfWork, this.clock, serviceId, async (scope, service, now) =>
      service.move('resume', service.moverFor(actor), await publishingFacts(scope, service), now),
    );
  }
}
