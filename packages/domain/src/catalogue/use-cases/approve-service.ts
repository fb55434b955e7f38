import type { Clock } from '../../kernel/index.js';
import type { Service } from '../model/service.js';
import { moderateService, type ModerationUnitOfWork } from './moderate-service.js';
import type { MoveServiceInput } from './move-service.js';

/** Lets a submitted service go live. */
export class ApproveService {
  constructor(
    private readonly unitOfWork: ModerationUnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceNotFound; ServiceRoleRefused; ServiceEventRefused; ServiceNotPublishable */
  execute(input: MoveServiceInput): Promise<Service> {
    return moderateService(this.unitOfWork, this.clock, 'approve', input);
  }
}
