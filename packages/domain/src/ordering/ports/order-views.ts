import type { Currency, Id, ListAnswer, ListRequest } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { Delivery } from '../model/delivery.js';
import type { OrderEvent } from '../model/order-event.js';
import type { OrderId, OrderItem } from '../model/order.js';
import type { OrderRole, OrderState } from '../model/order-process.js';
import type { PackageSnapshot } from '../model/package-snapshot.js';

/** A person as the other party of an order sees them. */
export interface PartyView {
  readonly id: UserId;
  readonly fullName: string;
  readonly username: string;
}

/** An order in a list. Amounts in minor units. */
export interface OrderSummary {
  readonly id: OrderId;
  readonly number: string;
  readonly state: OrderState;
  readonly serviceId: Id<'service'>;
  /** The service's title when it was bought. */
  readonly title: string;
  readonly customer: PartyView;
  readonly seller: PartyView;
  readonly currency: Currency;
  readonly totalAmount: bigint;
  readonly sellerNetAmount: bigint;
  readonly refundedAmount: bigint;
  readonly dueAt: Date | null;
  readonly createdAt: Date;
}

/** An order as its parties and staff see it. */
export interface OrderView extends OrderSummary {
  readonly chatId: Id<'chat'>;
  readonly itemsAmount: bigint;
  readonly serviceFeeAmount: bigint;
  readonly commissionAmount: bigint;
  readonly packageSnapshot: PackageSnapshot;
  readonly deliveryDays: number;
  readonly revisionsIncluded: number | null;
  readonly revisionsUsed: number;
  readonly paymentDueAt: Date;
  readonly deliveredAt: Date | null;
  readonly reviewDueAt: Date | null;
  readonly completedAt: Date | null;
  readonly completedBy: OrderRole | null;
  readonly cancelledAt: Date | null;
  readonly cancelledBy: OrderRole | null;
  readonly cancelReasonCode: string | null;
  readonly clearsAt: Date | null;
  readonly items: readonly OrderItem[];
  readonly deliveries: readonly Delivery[];
  readonly version: number;
}

export interface OrderFilter {
  /** Whose orders; everybody's when undefined. */
  readonly party?: { readonly userId: UserId; readonly role: 'customer' | 'seller' };
  readonly state?: OrderState;
}

/** What screens read of orders. Rights are the use case's: both parties' ids come with the row. */
export abstract class OrderViews {
  abstract find(id: OrderId): Promise<OrderView | null>;

  /** Newest first, equal instants by id downwards. */
  abstract list<Request extends ListRequest>(
    filter: OrderFilter,
    request: Request,
  ): Promise<ListAnswer<OrderSummary, Request>>;

  /** Whether the file was delivered in an order the user is a party of. */
  abstract sharesDelivery(userId: UserId, uploadId: Id<'upload'>): Promise<boolean>;

  /** The timeline, from its beginning. */
  abstract events<Request extends ListRequest>(
    id: OrderId,
    request: Request,
  ): Promise<ListAnswer<OrderEvent, Request>>;
}
