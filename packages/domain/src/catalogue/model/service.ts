import {
  Aggregate,
  isAlreadyDone,
  Money,
  StaleVersion,
  transitionFrom,
  type AggregateState,
  type Currency,
  type Id,
} from '../../kernel/index.js';
import type { Actor, UserId } from '../../identity/index.js';
import { assertChargeable, type ChargeableLimits } from '../../platform/index.js';
import type { Category, CategoryId } from './category.js';
import {
  checkedDeliveryDays,
  checkedDescription,
  checkedMedia,
  checkedReason,
  checkedRevisions,
  checkedTags,
  checkedTitle,
} from './service-content.js';
import {
  CategoryNotActive,
  OptionNotFound,
  ServiceContentApproved,
  ServiceEventRefused,
  ServiceNotEditable,
  ServiceNotFound,
  ServiceNotPublishable,
  ServiceRoleRefused,
  TooManyOptions,
} from './service-errors.js';
import { assertGuardHolds, type ServiceFacts } from './service-guard.js';
import {
  assertDeliveryTakesADay,
  checkedOption,
  MAX_OPTIONS,
  type OptionId,
  type OptionTerms,
  type ServiceOption,
} from './service-option.js';
import {
  assertPricesRise,
  basicPackage,
  checkedPackages,
  fewestDays,
  type PackageId,
  type PackageTerms,
  type PackageTier,
  type ServicePackage,
} from './service-package.js';
import {
  APPROVED_STATUSES,
  EDITABLE_STATUSES,
  SERVICE_PROCESS,
  type ServiceEvent,
  type ServiceRole,
  type ServiceStatus,
  type ServiceTransition,
} from './service-process.js';
import { checkedRequirements, type ServiceRequirement } from './service-requirement.js';
import { slugOf } from './slug.js';

export type ServiceId = Id<'service'>;

export interface ServiceRecord extends AggregateState {
  readonly id: ServiceId;
  readonly ownerId: UserId;
  readonly categoryId: CategoryId;
  readonly title: string;
  /** Unique among the services of its owner. Stays once the service was live, because people keep addresses. */
  readonly slug: string;
  readonly description: string;
  /** Minor units. What the basic package costs, as the next two are what it takes and includes. */
  readonly basicPrice: bigint;
  readonly currency: Currency;
  readonly deliveryDays: number;
  /** Null for as many as the customer likes. */
  readonly revisionsIncluded: number | null;
  readonly tags: readonly string[];
  readonly status: ServiceStatus;
  /** Why staff refused it or took it away. */
  readonly rejectionReason: string | null;
  /** When it went live for the first time. */
  readonly publishedAt: Date | null;
  readonly deletedAt: Date | null;
  /** The basic one first, then the larger ones there are. */
  readonly packages: readonly ServicePackage[];
  /** In the order of the page. */
  readonly options: readonly ServiceOption[];
  /** In the order of the page. */
  readonly requirements: readonly ServiceRequirement[];
  /** The uploads it shows, in the order of the page: the first is its cover. */
  readonly media: readonly Id<'upload'>[];
}

export interface NewService {
  readonly id: ServiceId;
  readonly basicPackageId: PackageId;
  readonly ownerId: UserId;
  readonly category: Category;
  readonly title: string;
  readonly description: string;
  readonly basicPrice: bigint;
  readonly currency: Currency;
  readonly deliveryDays: number;
  readonly revisionsIncluded: number | null;
  readonly tags: readonly string[];
  readonly limits: ChargeableLimits;
  readonly now: Date;
}

/** What people read and see, which a moderator approves. */
export interface ServiceContent {
  readonly title: string;
  readonly description: string;
  readonly category: Category;
  readonly tags: readonly string[];
}

/** What is agreed by buying. Never touches orders that were placed. */
export interface ServiceTerms {
  readonly basicPrice: bigint;
  readonly deliveryDays: number;
  readonly revisionsIncluded: number | null;
}

/** Who moves a service, and in which role. */
export interface ServiceMover {
  readonly role: ServiceRole;
  /** Null for the system. */
  readonly userId: UserId | null;
}

export const SYSTEM_MOVER: ServiceMover = { role: 'system', userId: null };

/** What somebody offers to do for a price. */
export class Service extends Aggregate<ServiceRecord> {
  private constructor(state: ServiceRecord) {
    super('service', state);
  }

  /** @throws InvalidService; CategoryNotActive; AmountNotChargeable */
  static draft({ now, category, limits, basicPackageId, ...offer }: NewService): Service {
    const title = checkedTitle(offer.title);
    const deliveryDays = checkedDeliveryDays(offer.deliveryDays);
    const revisionsIncluded = checkedRevisions(offer.revisionsIncluded);
    const basic = { price: offer.basicPrice, deliveryDays, revisionsIncluded };
    const service = new Service({
      createdAt: now,
      ...offer,
      title,
      // A title of another script leaves nothing for an address.
      slug: slugOf(title) || offer.id,
      categoryId: activeIdOf(category),
      description: checkedDescription(offer.description),
      ...termsOf([basicPackage(basicPackageId, basic)]),
      tags: checkedTags(offer.tags),
      status: 'draft',
      rejectionReason: null,
      publishedAt: null,
      deletedAt: null,
      options: [],
      requirements: [],
      media: [],
      version: 0,
      updatedAt: now,
    });
    assertChargeable(service.basicPrice, limits);
    return service;
  }

  static rehydrate(state: ServiceRecord): Service {
    return new Service(state);
  }

  get basicPrice(): Money {
    return Money.of(this.state.basicPrice, this.state.currency);
  }

  /** Null for a tier it is not sold in. */
  findPackage(tier: PackageTier): ServicePackage | null {
    return this.state.packages.find((offered) => offered.tier === tier) ?? null;
  }

  /** @throws OptionNotFound */
  option(id: OptionId): ServiceOption {
    const option = this.state.options.find((known) => known.id === id);
    if (!option) throw new OptionNotFound(id);
    return option;
  }

  /** @throws ServiceNotFound for everybody else */
  assertOwnedBy(actor: Actor): void {
    if (actor.userId !== this.state.ownerId) throw new ServiceNotFound(this.id);
  }

  /** The actor as its owner, else as a moderator. @throws ServiceNotFound for everybody else */
  moverFor(actor: Actor): ServiceMover {
    if (actor.userId === this.state.ownerId) return { role: 'owner', userId: actor.userId };
    if (actor.permissions.has('services:moderate')) return { role: 'staff', userId: actor.userId };
    throw new ServiceNotFound(this.id);
  }

  /** @throws StaleVersion when somebody changed it since the actor looked */
  assertVersion(expected: number | undefined): void {
    if (expected !== undefined && expected !== this.version) throw new StaleVersion('service', this.id);
  }

  /**
   * @param isModerated whether changes of what was approved would need approval, too
   * @throws ServiceNotEditable; ServiceContentApproved; InvalidService; CategoryNotActive
   */
  editContent(changes: Partial<ServiceContent>, isModerated: boolean, now: Date): void {
    this.assertContentEditable(isModerated);
    const { title, description, tags } = { ...this.state, ...changes };
    this.change(
      {
        ...this.titled(checkedTitle(title)),
        description: checkedDescription(description),
        tags: checkedTags(tags),
        categoryId: changes.category ? activeIdOf(changes.category) : this.state.categoryId,
      },
      now,
    );
  }

  /**
   * Changes what its basic package costs, takes or includes.
   * @throws ServiceNotEditable; InvalidService; AmountNotChargeable; PackagePricesNotRising; DeliveryTooFast
   */
  editTerms(changes: Partial<ServiceTerms>, limits: ChargeableLimits, now: Date): void {
    this.assertEditable();
    const { basicPrice, currency, deliveryDays, revisionsIncluded, packages } = { ...this.state, ...changes };
    // A price that was right stays, though an operator's limits have changed since.
    if (changes.basicPrice !== undefined) assertChargeable(Money.of(basicPrice, currency), limits);
    const terms = {
      price: basicPrice,
      deliveryDays: checkedDeliveryDays(deliveryDays),
      revisionsIncluded: checkedRevisions(revisionsIncluded),
    };
    const changed = packages.map((each) => (each.tier === 'basic' ? { ...each, ...terms } : each));
    assertPricesRise(changed, () => '/basicPrice');
    this.offer(changed, now);
  }

  /**
   * Is sold in exactly these sizes.
   * @throws ServiceNotEditable; InvalidService; AmountNotChargeable; PackagePricesNotRising; DeliveryTooFast
   */
  setPackages(
    packages: readonly PackageTerms[],
    limits: ChargeableLimits,
    newId: () => PackageId,
    now: Date,
  ): void {
    this.assertEditable();
    const { packages: offered, currency } = this.state;
    this.offer(checkedPackages(packages, offered, currency, limits, newId), now);
  }

  /** Asks exactly these questions, in this order. @throws ServiceNotEditable; InvalidService */
  setRequirements(requirements: readonly ServiceRequirement[], now: Date): void {
    this.assertEditable();
    this.change({ requirements: checkedRequirements(requirements) }, now);
  }

  /** @throws ServiceNotEditable; TooManyOptions; InvalidService; AmountNotChargeable; DeliveryTooFast */
  addOption(option: ServiceOption, limits: ChargeableLimits, now: Date): void {
    const { options, currency } = this.state;
    if (options.length >= MAX_OPTIONS) throw new TooManyOptions(MAX_OPTIONS);
    this.setOptions([...options, checkedOption(option, currency, limits)], now);
  }

  /** @throws ServiceNotEditable; OptionNotFound; InvalidService; AmountNotChargeable; DeliveryTooFast */
  updateOption(id: OptionId, changes: Partial<OptionTerms>, limits: ChargeableLimits, now: Date): void {
    const changed = checkedOption({ ...this.option(id), ...changes }, this.state.currency, limits);
    this.setOptions(
      this.state.options.map((option) => (option.id === id ? changed : option)),
      now,
    );
  }

  /** @throws ServiceNotEditable; OptionNotFound */
  removeOption(id: OptionId, now: Date): void {
    const removed = this.option(id);
    this.setOptions(
      this.state.options.filter((option) => option !== removed),
      now,
    );
  }

  /**
   * Shows exactly these pictures, in this order.
   * @param isModerated as in `editContent`
   * @throws ServiceNotEditable; ServiceContentApproved; InvalidService; ServiceNotPublishable when the last
   *   picture of an approved service would go
   */
  setMedia(uploadIds: readonly Id<'upload'>[], isModerated: boolean, now: Date): void {
    this.assertContentEditable(isModerated);
    if (uploadIds.length === 0 && APPROVED_STATUSES.includes(this.state.status))
      throw new ServiceNotPublishable(['image']);
    this.change({ media: checkedMedia(uploadIds) }, now);
  }

  /**
   * Moves it along its process.
   * @param reason why, for the steps that the process wants explained; dropped for all others
   * @returns false when it had been done before
   * @throws ServiceRoleRefused; ServiceEventRefused; ServiceNotPublishable; ServicePaymentUnderWay; InvalidService
   *   for the reason
   */
  move(event: ServiceEvent, by: ServiceMover, facts: ServiceFacts, now: Date, reason = ''): boolean {
    const { status, ownerId, categoryId } = this.state;
    if (!SERVICE_PROCESS.some((row) => row.event === event && row.by.includes(by.role)))
      throw new ServiceRoleRefused(event);
    const row = transitionFrom(SERVICE_PROCESS, status, event);
    if (!row) {
      if (isAlreadyDone(SERVICE_PROCESS, status, event)) return false;
      throw new ServiceEventRefused(event, status, this.eventsFor(by.role));
    }
    if (row.guard) assertGuardHolds(row.guard, this.state, facts);
    const rejectionReason = row.isExplained ? checkedReason(reason) : null;
    this.change({ status: row.to, rejectionReason, ...this.datesOf(row, now) }, now);
    this.record(row.announces, now, { ownerId, categoryId, status: row.to });
    return true;
  }

  /** What may be done with it, by the role. */
  eventsFor(role: ServiceRole): readonly ServiceEvent[] {
    return SERVICE_PROCESS.filter((row) => row.from.includes(this.state.status) && row.by.includes(role)).map(
      (row) => row.event,
    );
  }

  private datesOf({ to }: ServiceTransition, now: Date): Pick<ServiceRecord, 'publishedAt' | 'deletedAt'> {
    return {
      publishedAt: to === 'active' ? (this.state.publishedAt ?? now) : this.state.publishedAt,
      deletedAt: to === 'archived' ? now : null,
    };
  }

  private titled(title: string): Pick<ServiceRecord, 'title' | 'slug'> {
    const { publishedAt, slug, id } = this.state;
    return { title, slug: publishedAt === null ? slugOf(title) || id : slug };
  }

  private offer(packages: readonly ServicePackage[], now: Date): void {
    assertDeliveryTakesADay(fewestDays(packages), this.state.options);
    this.change(termsOf(packages), now);
  }

  private setOptions(options: readonly ServiceOption[], now: Date): void {
    this.assertEditable();
    assertDeliveryTakesADay(fewestDays(this.state.packages), options);
    this.change({ options }, now);
  }

  private assertEditable(): void {
    const { status } = this.state;
    if (!EDITABLE_STATUSES.includes(status)) throw new ServiceNotEditable(status);
  }

  private assertContentEditable(isModerated: boolean): void {
    this.assertEditable();
    if (isModerated && APPROVED_STATUSES.includes(this.state.status)) throw new ServiceContentApproved();
  }
}

/** The one place where the terms of a service are made: they are those of its basic package. */
function termsOf(packages: readonly ServicePackage[]): ServiceTerms & Pick<ServiceRecord, 'packages'> {
  const basic = packages.find(({ tier }) => tier === 'basic');
  if (!basic) throw new Error('A service has a basic package.');
  const { price: basicPrice, deliveryDays, revisionsIncluded } = basic;
  return { packages, basicPrice, deliveryDays, revisionsIncluded };
}

/** @throws CategoryNotActive */
function activeIdOf(category: Category): CategoryId {
  if (!category.isActive) throw new CategoryNotActive(category.id);
  return category.id;
}
