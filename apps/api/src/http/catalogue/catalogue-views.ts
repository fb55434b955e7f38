import { IsBoolean, IsIn, IsInt, Min } from 'class-validator';
import {
  CURRENCIES,
  PACKAGE_TIERS,
  REQUIREMENT_KINDS,
  SERVICE_STATUSES,
  type CategoryEntry,
  type Currency,
  type PackageTier,
  type RequirementKind,
  type Service,
  type ServiceCard,
  type ServiceOption,
  type ServicePackage,
  type ServicePage,
  type ServiceRequirement,
  type ServiceStatus,
} from '@2krika/domain';
import {
  Amount,
  Id,
  IdList,
  Instant,
  ListOf,
  Nested,
  Nullable,
  PagesOf,
  Text,
  TextList,
} from '../server/index.js';

export class CategoryView {
  @Id()
  id!: string;

  @Nullable()
  @Id()
  parentId!: string | null;

  @Text({ max: 80 })
  slug!: string;

  @Text({ max: 80 })
  nameFr!: string;

  @Text({ max: 80 })
  nameEn!: string;

  @Nullable()
  @Text({ max: 1_000 })
  description!: string | null;
}

export class CategoriesView {
  @ListOf(() => CategoryView, { max: 1_000 })
  results!: readonly CategoryView[];
}

export function toCategoriesView(categories: readonly CategoryEntry[]): CategoriesView {
  return {
    results: categories.map(({ id, parentId, slug, nameFr, nameEn, description }) => ({
      ...{ id, parentId, slug, nameFr, nameEn, description },
    })),
  };
}

export class SellerView {
  @Id()
  id!: string;

  @Text({ max: 100 })
  fullName!: string;

  @Text({ max: 30 })
  username!: string;
}

export class CategoryName {
  @Id()
  id!: string;

  @Text({ max: 80 })
  slug!: string;

  @Text({ max: 80 })
  nameFr!: string;

  @Text({ max: 80 })
  nameEn!: string;
}

export class ServiceCardView {
  @Id()
  id!: string;

  @Text({ max: 200 })
  slug!: string;

  @Text({ max: 120 })
  title!: string;

  @Amount()
  basicPrice!: number;

  @IsIn(CURRENCIES)
  currency!: Currency;

  @IsInt()
  @Min(1)
  deliveryDays!: number;

  @IsInt()
  @Min(0)
  salesCount!: number;

  @IsIn(SERVICE_STATUSES)
  status!: ServiceStatus;

  @Instant()
  createdAt!: string;

  @Nullable()
  @Id()
  coverUploadId!: string | null;

  @Nested(() => SellerView)
  owner!: SellerView;

  @Nested(() => CategoryName)
  category!: CategoryName;
}

export const ServiceCardPages = PagesOf(ServiceCardView);

export class PackageView {
  @Id()
  id!: string;

  @IsIn(PACKAGE_TIERS)
  tier!: PackageTier;

  @Nullable()
  @Text({ max: 80 })
  title!: string | null;

  @Nullable()
  @Text({ max: 500 })
  description!: string | null;

  @Amount({ min: 1 })
  price!: number;

  @IsInt()
  @Min(1)
  deliveryDays!: number;

  /** Null for as many as the customer likes. */
  @Nullable()
  @IsInt()
  @Min(0)
  revisionsIncluded!: number | null;

  @TextList({ max: 100 })
  features!: readonly string[];
}

export class RequirementView {
  @Text({ max: 500 })
  prompt!: string;

  @IsIn(REQUIREMENT_KINDS)
  kind!: RequirementKind;

  /** Null for everything but a choice. */
  @Nullable()
  @TextList({ max: 100 })
  choices!: readonly string[] | null;

  @IsBoolean()
  isRequired!: boolean;
}

export class OptionView {
  @Id()
  id!: string;

  @Text({ max: 80 })
  title!: string;

  @Nullable()
  @Text({ max: 500 })
  description!: string | null;

  @Amount({ min: 1 })
  price!: number;

  @IsInt()
  extraDays!: number;

  @IsInt()
  @Min(1)
  maxQuantity!: number;

  @IsBoolean()
  isActive!: boolean;
}

export class ServicePageView extends ServiceCardView {
  @Text({ max: 20_000 })
  description!: string;

  @Nullable()
  @IsInt()
  @Min(0)
  revisionsIncluded!: number | null;

  @TextList({ max: 50 })
  tags!: readonly string[];

  @IsInt()
  @Min(0)
  completedCount!: number;

  @Nullable()
  @Text({ max: 2_000 })
  rejectionReason!: string | null;

  @Nullable()
  @Instant()
  publishedAt!: string | null;

  @Instant()
  updatedAt!: string;

  /** From the smallest to the largest: the basic one says what the service says. */
  @ListOf(() => PackageView)
  packages!: readonly PackageView[];

  @ListOf(() => OptionView)
  options!: readonly OptionView[];

  /** What the seller asks before work begins. */
  @ListOf(() => RequirementView)
  requirements!: readonly RequirementView[];

  @IdList()
  media!: readonly string[];
}

/** A service as its seller is answered after a change. */
export class OwnServiceView {
  @Id()
  id!: string;

  @Text({ max: 120 })
  title!: string;

  @Text({ max: 200 })
  slug!: string;

  @IsIn(SERVICE_STATUSES)
  status!: ServiceStatus;

  @Nullable()
  @Text({ max: 2_000 })
  rejectionReason!: string | null;

  @Amount()
  basicPrice!: number;

  @IsIn(CURRENCIES)
  currency!: Currency;

  @ListOf(() => PackageView)
  packages!: readonly PackageView[];

  @ListOf(() => OptionView)
  options!: readonly OptionView[];

  @ListOf(() => RequirementView)
  requirements!: readonly RequirementView[];

  @IdList()
  media!: readonly string[];
}

export function toServiceCardView(card: ServiceCard): ServiceCardView {
  const { id, slug, title, basicPrice, currency, deliveryDays, salesCount, status, coverUploadId } = card;
  return {
    id,
    ...{ slug, title, currency, deliveryDays, salesCount, status, coverUploadId },
    basicPrice: Number(basicPrice),
    createdAt: card.createdAt.toISOString(),
    owner: { ...card.owner },
    category: { ...card.category },
  };
}

export function toServicePageView(page: ServicePage): ServicePageView {
  const { description, revisionsIncluded, tags, completedCount, rejectionReason, media } = page;
  return {
    description,
    ...{ revisionsIncluded, tags, completedCount, rejectionReason, media },
    ...toServiceCardView(page),
    publishedAt: page.publishedAt?.toISOString() ?? null,
    updatedAt: page.updatedAt.toISOString(),
    packages: page.packages.map(toPackageView),
    options: page.options.map(toOptionView),
    requirements: page.requirements.map(toRequirementView),
  };
}

function toPackageView({ price, ...offered }: ServicePackage): PackageView {
  return { price: Number(price), ...offered };
}

export function toRequirementView(requirement: ServiceRequirement): RequirementView {
  return { ...requirement };
}

export function toOptionView({ price, ...option }: ServiceOption): OptionView {
  return { price: Number(price), ...option };
}

export function toOwnServiceView(service: Service): OwnServiceView {
  const { id, title, slug, status, rejectionReason, basicPrice, currency, media, ...children } =
    service.snapshot();
  return {
    id,
    ...{ title, slug, status, rejectionReason, currency, media },
    basicPrice: Number(basicPrice),
    packages: children.packages.map(toPackageView),
    options: children.options.map(toOptionView),
    requirements: children.requirements.map(toRequirementView),
  };
}
