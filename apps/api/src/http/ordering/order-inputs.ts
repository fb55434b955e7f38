import { IsIn } from 'class-validator';
import {
  ORDER_STATES,
  PACKAGE_TIERS,
  type OrderEventName,
  type OrderState,
  type PackageTier,
} from '@2krika/domain';
import { Id, IdList, Integer, ListOf, ListQuery, Optional, Text, TextList } from '../server/index.js';

export class OrderParams {
  @Id()
  id!: string;
}

export class OrderOptionInput {
  @Id()
  optionId!: string;

  @Integer({ min: 1, max: 100 })
  quantity!: number;
}

export class OrderBody {
  @Id()
  serviceId!: string;

  /** Default: the basic one. */
  @Optional()
  @IsIn(PACKAGE_TIERS)
  package?: PackageTier;

  @Optional()
  @ListOf(() => OrderOptionInput, { max: 20 })
  options?: readonly OrderOptionInput[];
}

export class OrdersQuery extends ListQuery {
  /** Default: what you bought. */
  @Optional()
  @IsIn(['customer', 'seller'])
  role?: 'customer' | 'seller';

  @Optional()
  @IsIn(ORDER_STATES)
  state?: OrderState;
}

export class StaffOrdersQuery extends ListQuery {
  @Optional()
  @IsIn(ORDER_STATES)
  state?: OrderState;
}

export class DeliveryBody {
  @Text({ min: 0, max: 10_000 })
  message!: string;

  @Optional()
  @TextList({ max: 2_000, items: 10 })
  linkUrls?: readonly string[];

  @Optional()
  @IdList({ items: 10 })
  uploadIds?: readonly string[];
}

export class RevisionBody {
  /** What you want changed. */
  @Text({ max: 10_000 })
  message!: string;
}

const OPERATED = [
  'accept',
  'request_revision',
  'operator_cancel',
] as const satisfies readonly OrderEventName[];

export class TransitionBody {
  @IsIn(OPERATED)
  event!: (typeof OPERATED)[number];

  @Text({ max: 2_000 })
  reason!: string;
}
