import type { Clock } from '../../kernel/index.js';
import type { Service } from '../model/service.js';
import {
  moderateService,
  type ExplainedModerationInput,
  type ModerationUnitOfWork,
} from './moderate-service.js';

/** Sends a submitted service back to its seller, with the reason. */
export class RejectService {
  constructor(
    private readonly unitOfWork: ModerationUnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceNotFound; ServiceRoleRefused; ServiceEventRefused; InvalidService without a reason */
  execute(input: ExplainedModerationInput): Promise<Service> {
    return moderateService(this.unitOfWork, this.clock, 'reject', input);
  }
}
