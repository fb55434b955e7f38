import { IsBoolean, IsIn } from 'class-validator';
import {
  CURRENCIES,
  PACKAGE_TIERS,
  REQUIREMENT_KINDS,
  type Currency,
  type PackageTier,
  type RequirementKind,
} from '@2krika/domain';
import {
  Amount,
  Id,
  IdList,
  Integer,
  ListOf,
  ListQuery,
  Nullable,
  Optional,
  Text,
  TextList,
} from '../server/index.js';

export class ServiceParams {
  @Id()
  id!: string;
}

export class OptionParams extends ServiceParams {
  @Id()
  optionId!: string;
}

export class ServicesQuery extends ListQuery {
  @Optional()
  @Id()
  categoryId?: string;
}

export class ServiceBody {
  @Id()
  categoryId!: string;

  @Text({ max: 120 })
  title!: string;

  @Text({ max: 20_000 })
  description!: string;

  /** Minor units. What its basic package costs. */
  @Amount({ min: 1 })
  basicPrice!: number;

  @IsIn(CURRENCIES)
  currency!: Currency;

  @Integer({ min: 1, max: 365 })
  deliveryDays!: number;

  /** Null for as many as the customer likes. */
  @Nullable()
  @Integer({ min: 0, max: 100 })
  revisionsIncluded!: number | null;

  @Optional()
  @TextList({ max: 50, items: 20 })
  tags?: readonly string[];
}

/** What is left out stays as it is. */
export class ServiceChanges {
  @Optional()
  @Id()
  categoryId?: string;

  @Optional()
  @Text({ max: 120 })
  title?: string;

  @Optional()
  @Text({ max: 20_000 })
  description?: string;

  @Optional()
  @TextList({ max: 50, items: 20 })
  tags?: readonly string[];

  @Optional()
  @Amount({ min: 1 })
  basicPrice?: number;

  @Optional()
  @Integer({ min: 1, max: 365 })
  deliveryDays?: number;
}

export class OptionBody {
  @Text({ max: 80 })
  title!: string;

  @Optional()
  @Text({ max: 500 })
  description?: string;

  @Amount({ min: 1 })
  price!: number;

  /** Negative for an express option. */
  @Integer({ min: -364, max: 365 })
  extraDays!: number;

  @Optional()
  @Integer({ min: 1, max: 100 })
  maxQuantity?: number;

  @Optional()
  @IsBoolean()
  isActive?: boolean;
}

export class PackageBody {
  @IsIn(PACKAGE_TIERS)
  tier!: PackageTier;

  /** Left out where the tier says enough. */
  @Optional()
  @Text({ max: 80 })
  title?: string;

  @Optional()
  @Text({ max: 500 })
  description?: string;

  /** Minor units. A larger package costs more than a smaller one. */
  @Amount({ min: 1 })
  price!: number;

  @Integer({ min: 1, max: 365 })
  deliveryDays!: number;

  /** Null for as many as the customer likes. */
  @Nullable()
  @Integer({ min: 0, max: 100 })
  revisionsIncluded!: number | null;

  @Optional()
  @TextList({ max: 100, items: 20 })
  features?: readonly string[];
}

export class PackagesBody {
  /** All it is sold in from now on; the basic one among them. */
  @ListOf(() => PackageBody, { min: 1, max: 3 })
  packages!: readonly PackageBody[];
}

export class RequirementBody {
  @Text({ max: 500 })
  prompt!: string;

  @IsIn(REQUIREMENT_KINDS)
  kind!: RequirementKind;

  /** Of a choice, and of nothing else. */
  @Optional()
  @TextList({ max: 100, items: 20 })
  choices?: readonly string[];

  /** Whether work waits for the answer. Default: it does. */
  @Optional()
  @IsBoolean()
  isRequired?: boolean;
}

export class RequirementsBody {
  /** All it asks from now on, in the order of its page. */
  @ListOf(() => RequirementBody, { max: 20 })
  requirements!: readonly RequirementBody[];
}

export class MediaBody {
  /** All it shows from now on, the cover first. */
  @IdList({ items: 20 })
  uploadIds!: readonly string[];
}

export class ReasonBody {
  @Text({ max: 2_000 })
  reason!: string;
}
