import type { Clock } from '../../kernel/index.js';
import type { Service } from '../model/service.js';
import type { OptionId } from '../model/service-option.js';
import {
  editOwnService,
  type EditOwnServiceInput,
  type EditOwnServiceUnitOfWork,
} from './edit-own-service.js';

export interface RemoveOptionInput extends EditOwnServiceInput {
  readonly optionId: OptionId;
}

/** Stops offering an option. */
export class RemoveOption {
  constructor(
    private readonly unitOfWork: EditOwnServiceUnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceNotFound; OptionNotFound; StaleVersion; ServiceNotEditable */
  execute({ optionId, ...input }: RemoveOptionInput): Promise<Service> {
    return editOwnService(this.unitOfWork, this.clock, input, (service, _limits, now) => {
      service.removeOption(optionId, now);
    });
  }
}
