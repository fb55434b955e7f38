import { IsBoolean, IsIn } from 'class-validator';
import { CURRENCIES, type Currency } from '@2krika/domain';
import {
  Amount,
  Id,
  IdList,
  Integer,
  Nullable,
  Optional,
  PageQuery,
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

export class ServicesQuery extends PageQuery {
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

  /** Minor units. */
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

export class MediaBody {
  /** All it shows from now on, the cover first. */
  @IdList({ items: 20 })
  uploadIds!: readonly string[];
}

export class ReasonBody {
  @Text({ max: 2_000 })
  reason!: string;
}
