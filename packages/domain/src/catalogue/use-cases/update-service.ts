import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import { chargeableLimits, type PaymentChannelRepository, type Settings } from '../../platform/index.js';
import type { Category, CategoryId } from '../model/category.js';
import { CategoryNotFound } from '../model/category-errors.js';
import type { Service, ServiceContent, ServiceId, ServiceTerms } from '../model/service.js';
import type { CategoryRepository } from '../ports/category-repository.js';
import type { ServiceRepository } from '../ports/service-repository.js';

export interface UpdateServiceInput {
  readonly actor: Actor;
  readonly serviceId: ServiceId;
  /** The version the actor looked at; left out, the change is made whatever happened since. */
  readonly expectedVersion?: number;
  readonly content?: Partial<Omit<ServiceContent, 'category'>> & { readonly categoryId?: CategoryId };
  readonly terms?: Partial<ServiceTerms>;
}

/** Changes what a service says or what it costs. Orders that were placed keep what they were placed with. */
export class UpdateService {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      services: ServiceRepository;
      categories: CategoryRepository;
      paymentChannels: PaymentChannelRepository;
      settings: Settings;
    }>,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws ServiceNotFound; StaleVersion; ServiceNotEditable; ServiceContentApproved; InvalidService;
   *   CategoryNotFound; CategoryNotActive; AmountNotChargeable; PackagePricesNotRising; DeliveryTooFast;
   *   ServiceSlugTaken
   */
  async execute({ actor, serviceId, expectedVersion, content, terms }: UpdateServiceInput): Promise<Service> {
    return this.unitOfWork.run(async ({ services, categories, paymentChannels, settings }) => {
      const service = await services.getForUpdate(serviceId);
      service.assertOwnedBy(actor);
      service.assertVersion(expectedVersion);
      const now = this.clock.now();
      if (content) {
        const { categoryId, ...texts } = content;
        const category = categoryId === undefined ? {} : { category: await find(categories, categoryId) };
        const isModerated = !(await settings.get('services.auto_approve'));
        service.editContent({ ...texts, ...category }, isModerated, now);
      }
      if (terms) {
        const { currency } = service.snapshot();
        service.editTerms(terms, chargeableLimits(await paymentChannels.list(), currency), now);
      }
      await services.save(service);
      return service;
    });
  }
}

async function find(categories: CategoryRepository, id: CategoryId): Promise<Category> {
  const category = await categories.find(id);
  if (!category) throw new CategoryNotFound(id);
  return category;
}
