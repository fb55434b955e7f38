import type { Clock } from '../../kernel/index.js';
import type { Service } from '../model/service.js';
import type { OptionId } from '../model/service-option.js';
import { editOptions, type EditOptionsInput, type EditOptionsUnitOfWork } from './edit-options.js';

export interface RemoveOptionInput extends EditOptionsInput {
  readonly optionId: OptionId;
}

/** Stops offering an option. */
export class RemoveOption {
  constructor(
    private readonly unitOfWork: EditOptionsUnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws ServiceNotFound; OptionNotFound; StaleVersion; ServiceNotEditable */
  execute({ optionId, ...input }: RemoveOptionInput): Promise<Service> {
    return editOptions(this.unitOfWork, this.clock, input, (service, _limits, now) => {
      service.removeOption(optionId, now);
    });
  }
}
