import type { Clock, IdGenerator } from '../../kernel/index.js';
import type { Service } from '../model/service.js';
import type { OptionTerms, ServiceOption } from '../model/service-option.js';
import {
  editOwnService,
  type EditOwnServiceInput,
  type EditOwnServiceUnitOfWork,
} from './edit-own-service.js';

export interface AddOptionInput extends EditOwnServiceInput {
  readonly option: OptionTerms;
}

/** Offers something more with a service. */
export class AddOption {
  constructor(
    private readonly unitOfWork: EditOwnServiceUnitOfWork,
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
    const service = await editOwnService(this.unitOfWork, this.clock, input, (edited, limits, now) => {
      edited.addOption(option, limits, now);
    });
    return { service, option: service.option(option.id) };
  }
}
