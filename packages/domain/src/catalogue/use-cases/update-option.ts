import type { Clock } from '../../kernel/index.js';
import type { Service } from '../model/service.js';
import type { OptionId, OptionTerms } from '../model/service-option.js';
import { editOptions, type EditOptionsInput, type EditOptionsUnitOfWork } from './edit-options.js';

export interface UpdateOptionInput extends EditOptionsInput {
  readonly optionId: OptionId;
  readonly changes: Partial<OptionTerms>;
}

/** Changes an option of a service. Orders that were placed keep the option they were placed with. */
export class UpdateOption {
  constructor(
    private readonly unitOfWork: EditOptionsUnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws ServiceNotFound; OptionNotFound; StaleVersion; ServiceNotEditable; InvalidService;
   *   AmountNotChargeable; DeliveryTooFast
   */
  execute({ optionId, changes, ...input }: UpdateOptionInput): Promise<Service> {
    return editOptions(this.unitOfWork, this.clock, input, (service, limits, now) => {
      service.updateOption(optionId, changes, limits, now);
    });
  }
}
