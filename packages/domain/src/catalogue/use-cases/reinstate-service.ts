import type { Clock } from '../../kernel/index.js';
import type { Service } from '../model/service.js';
import { moderateService, type ModerationUnitOfWork } from './moderate-service.js';
import type { MoveServiceInput } from './move-service.js';

/** Gives a suspended service back: it is live again. */
export class ReinstateService {
  constructor(
    private readonly unitOfWork: ModerationUnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceNotFound; ServiceRoleRefused; ServiceEventRefused; ServiceNotPublishable */
  execute(input: MoveServiceInput): Promise<Service> {
    return moderateService(this.unitOfWork, this.clock, 'reinstate', input);
  }
}
