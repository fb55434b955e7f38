import type { Clock, IdGenerator } from '../../kernel/index.js';
import type { Service } from '../model/service.js';
import type { OptionTerms, ServiceOption } from '../model/service-option.js';
import { editOptions, type EditOptionsInput, type EditOptionsUnitOfWork } from './edit-options.js';

export interface AddOptionInput extends EditOptionsInput {
  readonly option: OptionTerms;
}

/** Offers something more with a service. */
export class AddOption {
  constructor(
    private readonly unitOfWork: EditOptionsUnitOfWork,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws ServiceNotFound; StaleVersion; ServiceNotEditable; TooManyOptions; InvalidService;
   *   AmountNotChargeable; DeliveryTooFast
   */
  async execute(
    input: AddOptionInput,
  ): Promise<{ readonly service: Service; readonly option: ServiceOption }> {
    const option = { ...input.option, id: this.ids.generate() };
    const service = await editOptions(this.unitOfWork, this.clock, input, (edited, limits, now) => {
      edited.addOption(option, limits, now);
    });
    return { service, option: service.option(option.id) };
  }
}
