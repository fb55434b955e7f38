import { IsBoolean, IsIn, IsInt, IsObject, Min } from 'class-validator';
import {
  CURRENCIES,
  ORDER_STATES,
  PACKAGE_TIERS,
  type Currency,
  type Delivery,
  type OrderActions,
  type OrderEvent,
  type OrderEventName,
  type OrderItem,
  type OrderRole,
  type OrderState,
  type OrderSummary,
  type OrderView as OrderRow,
  type PackageTier,
} from '@2krika/domain';
import { RequirementView, SellerView, toRequirementView } from '../catalogue/catalogue-views.js';
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

const ROLES = ['customer', 'seller', 'staff', 'system'] as const;
const EVENT_NAME = { max: 60 };

export class OrderSummaryView {
  @Id()
  id!: string;

  @Text({ max: 30 })
  number!: string;

  @IsIn(ORDER_STATES)
  state!: OrderState;

  @Id()
  serviceId!: string;

  @Text({ max: 120 })
  title!: string;

  @Nested(() => SellerView)
  customer!: SellerView;

  @Nested(() => SellerView)
  seller!: SellerView;

  @IsIn(CURRENCIES)
  currency!: Currency;

  @Amount()
  totalAmount!: number;

  @Amount()
  sellerNetAmount!: number;

  @Amount()
  refundedAmount!: number;

  @Nullable()
  @Instant()
  dueAt!: string | null;

  @Instant()
  createdAt!: string;
}

export const OrderSummaryPages = PagesOf(OrderSummaryView);

export class OrderItemView {
  @Id()
  id!: string;

  @IsIn(['package', 'option'])
  kind!: OrderItem['kind'];

  @Id()
  refId!: string;

  @Text({ max: 120 })
  title!: string;

  @Amount()
  unitPrice!: number;

  @IsInt()
  @Min(1)
  quantity!: number;

  @Amount()
  amount!: number;
}

export class BoughtPackageView {
  @IsIn(PACKAGE_TIERS)
  tier!: PackageTier;

  @Nullable()
  @Text({ max: 80 })
  title!: string | null;

  @Nullable()
  @Text({ max: 500 })
  description!: string | null;

  @TextList({ max: 100 })
  features!: readonly string[];
}

export class DeliveryView {
  @Id()
  id!: string;

  @IsInt()
  @Min(1)
  number!: number;

  @Text({ min: 0, max: 10_000 })
  message!: string;

  @TextList({ max: 2_000 })
  linkUrls!: readonly string[];

  @IdList()
  uploadIds!: readonly string[];

  @Instant()
  submittedAt!: string;

  @IsIn(['submitted', 'accepted', 'revision_requested', 'superseded'])
  state!: Delivery['state'];

  @Nullable()
  @Text({ max: 10_000 })
  revisionMessage!: string | null;
}

export class OrderView extends OrderSummaryView {
  @Id()
  chatId!: string;

  @Amount()
  itemsAmount!: number;

  @Amount()
  serviceFeeAmount!: number;

  @Amount()
  commissionAmount!: number;

  @IsInt()
  @Min(1)
  deliveryDays!: number;

  @Nullable()
  @IsInt()
  @Min(0)
  revisionsIncluded!: number | null;

  @IsInt()
  @Min(0)
  revisionsUsed!: number;

  @Instant()
  paymentDueAt!: string;

  @Nullable()
  @Instant()
  deliveredAt!: string | null;

  @Nullable()
  @Instant()
  reviewDueAt!: string | null;

  @Nullable()
  @Instant()
  completedAt!: string | null;

  @Nullable()
  @IsIn(ROLES)
  completedBy!: OrderRole | null;

  @Nullable()
  @Instant()
  cancelledAt!: string | null;

  @Nullable()
  @IsIn(ROLES)
  cancelledBy!: OrderRole | null;

  @Nullable()
  @Text({ max: 60 })
  cancelReasonCode!: string | null;

  @Nullable()
  @Instant()
  clearsAt!: string | null;

  /** What was bought, as it was offered then. Null in orders from before services had packages. */
  @Nullable()
  @Nested(() => BoughtPackageView)
  package!: BoughtPackageView | null;

  /** What the seller asked when it was ordered. */
  @ListOf(() => RequirementView)
  requirements!: readonly RequirementView[];

  @ListOf(() => OrderItemView)
  items!: readonly OrderItemView[];

  @ListOf(() => DeliveryView, { max: 1_000 })
  deliveries!: readonly DeliveryView[];
}

const instant = (date: Date | null) => date?.toISOString() ?? null;

export function toOrderSummaryView(order: OrderSummary): OrderSummaryView {
  const { id, number, state, serviceId, title, customer, seller, currency } = order;
  return {
    id,
    ...{ number, state, serviceId, title, currency },
    customer: { ...customer },
    seller: { ...seller },
    totalAmount: Number(order.totalAmount),
    sellerNetAmount: Number(order.sellerNetAmount),
    refundedAmount: Number(order.refundedAmount),
    dueAt: instant(order.dueAt),
    createdAt: order.createdAt.toISOString(),
  };
}

export function toOrderView(order: OrderRow): OrderView {
  const {
    chatId,
    deliveryDays,
    revisionsIncluded,
    revisionsUsed,
    completedBy,
    cancelledBy,
    cancelReasonCode,
  } = order;
  return {
    chatId,
    ...{ deliveryDays, revisionsIncluded, revisionsUsed, completedBy, cancelledBy, cancelReasonCode },
    ...toOrderSummaryView(order),
    itemsAmount: Number(order.itemsAmount),
    serviceFeeAmount: Number(order.serviceFeeAmount),
    commissionAmount: Number(order.commissionAmount),
    paymentDueAt: order.paymentDueAt.toISOString(),
    deliveredAt: instant(order.deliveredAt),
    reviewDueAt: instant(order.reviewDueAt),
    completedAt: instant(order.completedAt),
    cancelledAt: instant(order.cancelledAt),
    clearsAt: instant(order.clearsAt),
    package: order.packageSnapshot.package ?? null,
    requirements: (order.packageSnapshot.requirements ?? []).map(toRequirementView),
    items: order.items.map(({ unitPrice, amount, ...item }) => ({
      unitPrice: Number(unitPrice),
      amount: Number(amount),
      ...item,
    })),
    deliveries: order.deliveries.map(({ submittedAt, ...delivery }) => ({
      submittedAt: submittedAt.toISOString(),
      ...delivery,
    })),
  };
}

export class OrderEventView {
  @IsInt()
  @Min(1)
  seq!: number;

  @Text(EVENT_NAME)
  event!: string;

  @Nullable()
  @IsIn(ORDER_STATES)
  from!: OrderState | null;

  @IsIn(ORDER_STATES)
  to!: OrderState;

  @IsIn(ROLES)
  actorRole!: OrderRole;

  @Nullable()
  @Id()
  actorId!: string | null;

  @IsObject()
  payload!: object;

  @Instant()
  at!: string;
}

export const OrderEventPages = PagesOf(OrderEventView);

export function toOrderEventView({ at, ...line }: OrderEvent): OrderEventView {
  const { seq, event, from, to, actorRole, actorId, payload } = line;
  return { seq, event, from, to, actorRole, actorId, payload, at: at.toISOString() };
}

export class OrderActionView {
  @Text(EVENT_NAME)
  event!: OrderEventName;

  @IsIn(ORDER_STATES)
  leadsTo!: OrderState;

  @IsBoolean()
  isAllowed!: boolean;

  /** Why not; null when it is allowed. */
  @Nullable()
  @Text({ max: 60 })
  refusedBy!: string | null;
}

export class DeadlineView {
  @Text(EVENT_NAME)
  event!: string;

  @Instant()
  fireAt!: string;
}

export class OrderActionsView {
  @IsIn(ORDER_STATES)
  state!: OrderState;

  @ListOf(() => OrderActionView)
  actions!: readonly OrderActionView[];

  @ListOf(() => DeadlineView)
  deadlines!: readonly DeadlineView[];
}

export function toOrderActionsView({ state, actions, deadlines }: OrderActions): OrderActionsView {
  return {
    state,
    actions: actions.map((action) => ({ ...action })),
    deadlines: deadlines.map(({ event, fireAt }) => ({ event, fireAt: fireAt.toISOString() })),
  };
}
