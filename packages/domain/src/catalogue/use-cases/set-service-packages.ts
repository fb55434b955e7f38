import type { Clock, IdGenerator } from '../../kernel/index.js';
import type { Service } from '../model/service.js';
import type { PackageTerms } from '../model/service-package.js';
import {
  editOwnService,
  type EditOwnServiceInput,
  type EditOwnServiceUnitOfWork,
} from './edit-own-service.js';

export interface SetServicePackagesInput extends EditOwnServiceInput {
  /** All it is sold in from now on; the basic one among them. */
  readonly packages: readonly PackageTerms[];
}

/** Sells a service in these sizes. Orders that were placed keep the package they were placed with. */
export class SetServicePackages {
  constructor(
    private readonly unitOfWork: EditOwnServiceUnitOfWork,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws ServiceNotFound; StaleVersion; ServiceNotEditable; InvalidService; AmountNotChargeable;
   *   PackagePricesNotRising; DeliveryTooFast
   */
  execute({ packages, ...input }: SetServicePackagesInput): Promise<Service> {
    return editOwnService(this.unitOfWork, this.clock, input, (service, limits, now) => {
      service.setPackages(packages, limits, () => this.ids.generate(), now);
    });
  }
}
