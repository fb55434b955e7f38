import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Service } from '../model/service.js';
import { moveService, type MoveServiceInput, type MoveServiceScope } from './move-service.js';

/** Takes a service out of the lists for a while. Orders that were placed go on. */
export class PauseService {
  constructor(
    private readonly unitOfWork: UnitOfWork<MoveServiceScope>,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceNotFound; ServiceRoleRefused; ServiceEventRefused */
  execute({ actor, serviceId }: MoveServiceInput): Promise<Service> {
    return moveService(this.unitOfWork, this.clock, serviceId, (_scope, service, now) =>
      Promise.resolve(service.move('pause', service.moverFor(actor), {}, now)),
    );
  }
}
