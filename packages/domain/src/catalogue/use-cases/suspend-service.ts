import type { Clock } from '../../kernel/index.js';
import type { Service } from '../model/service.js';
import {
  moderateService,
  type ExplainedModerationInput,
  type ModerationUnitOfWork,
} from './moderate-service.js';

/** Takes a service away from its seller and the public. */
export class SuspendService {
  constructor(
    private readonly unitOfWork: ModerationUnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceNotFound; ServiceRoleRefused; ServiceEventRefused; InvalidService without a reason */
  execute(input: ExplainedModerationInput): Promise<Service> {
    return moderateService(this.unitOfWork, this.clock, 'suspend', input);
  }
}
