import type { Clock, Currency, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Actor, UserRepository } from '../../identity/index.js';
import { chargeableLimits, type PaymentChannelRepository } from '../../platform/index.js';
import type { CategoryId } from '../model/category.js';
import { CategoryNotFound } from '../model/category-errors.js';
import { Service } from '../model/service.js';
import { SellerNotActive } from '../model/service-errors.js';
import type { CategoryRepository } from '../ports/category-repository.js';
import type { ServiceRepository } from '../ports/service-repository.js';

export interface CreateServiceInput {
  readonly actor: Actor;
  readonly categoryId: CategoryId;
  readonly title: string;
  readonly description: string;
  /** Minor units. */
  readonly basicPrice: bigint;
  readonly currency: Currency;
  readonly deliveryDays: number;
  /** Null for as many as the customer likes. */
  readonly revisionsIncluded: number | null;
  readonly tags: readonly string[];
}

/** Begins a service in one size, which nobody but its seller sees yet. */
export class CreateService {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      services: ServiceRepository;
      categories: CategoryRepository;
      users: UserRepository;
      paymentChannels: PaymentChannelRepository;
    }>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws SellerNotActive; CategoryNotFound; CategoryNotActive; InvalidService; AmountNotChargeable;
   *   ServiceSlugTaken
   */
  async execute({ actor, categoryId, ...offer }: CreateServiceInput): Promise<Service> {
    return this.unitOfWork.run(async ({ services, categories, users, paymentChannels }) => {
      const [seller, category, channels] = await Promise.all([
        users.find(actor.userId),
        categories.find(categoryId),
        paymentChannels.list(),
      ]);
      if (seller?.status !== 'active') throw new SellerNotActive();
      if (!category) throw new CategoryNotFound(categoryId);
      const service = Service.draft({
        ...offer,
        id: this.ids.generate(),
        basicPackageId: this.ids.generate(),
        ownerId: seller.id,
        category,
        limits: chargeableLimits(channels, offer.currency),
        now: this.clock.now(),
      });
      await services.add(service);
      return service;
    });
  }
}
