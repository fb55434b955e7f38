import type { Clock } from '../../kernel/index.js';
import type { Service } from '../model/service.js';
import type { OptionId, OptionTerms } from '../model/service-option.js';
import {
  editOwnService,
  type EditOwnServiceInput,
  type EditOwnServiceUnitOfWork,
} from './edit-own-service.js';

export interface UpdateOptionInput extends EditOwnServiceInput {
  readonly optionId: OptionId;
  readonly changes: Partial<OptionTerms>;
}

/** Changes an option of a service. Orders that were placed keep the option they were placed with. */
export class UpdateOption {
  constructor(
    private readonly unitOfWork: EditOwnServiceUnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws ServiceNotFound; OptionNotFound; StaleVersion; ServiceNotEditable; InvalidService;
   *   AmountNotChargeable; DeliveryTooFast
   */
  execute({ optionId, changes, ...input }: UpdateOptionInput): Promise<Service> {
    return editOwnService(this.unitOfWork, this.clock, input, (service, limits, now) => {
      service.updateOption(optionId, changes, limits, now);
    });
  }
}
