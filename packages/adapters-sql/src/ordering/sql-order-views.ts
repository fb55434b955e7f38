import {
  OrderViews,
  type Currency,
  type Id,
  type ListRequest,
  type OrderEvent,
  type OrderFilter,
  type OrderId,
  type OrderRole,
  type OrderState,
  type OrderSummary,
  type PackageSnapshot,
  type UserId,
} from '@2krika/domain';
import { byCreation, listStatements, readList } from '../mapping/list.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';
import { CHILDREN, childrenOf, type OrderChildren } from './order-children.js';

type SummaryRow = [
  id: string,
  number: string,
  state: OrderState,
  serviceId: string,
  title: string,
  customerId: string,
  customerName: string,
  customerUsername: string,
  sellerId: string,
  sellerName: string,
  sellerUsername: string,
  currency: Currency,
  totalAmount: bigint,
  sellerNetAmount: bigint,
  refundedAmount: bigint,
  dueAt: Date | null,
  createdAt: Date,
];

const SUMMARY = `orders.id, orders.number, orders.state, orders.service_id, orders.package_snapshot ->> 'title',
  customer.id, customer.full_name, customer.username, seller.id, seller.full_name, seller.username,
  orders.currency, orders.total_amount, orders.seller_net_amount, orders.refunded_amount, orders.due_at, orders.created_at`;
const SUMMARY_WIDTH = 17;

const BESIDE =
  'JOIN users customer ON customer.id = orders.customer_id JOIN users seller ON seller.id = orders.seller_id';
const PARTIES = `orders ${BESIDE}`;

/** The columns of an order that a summary, or its place in a list, is made of. */
const LISTED = `id, number, state, service_id, package_snapshot, customer_id, seller_id, currency, total_amount,
  seller_net_amount, refunded_amount, due_at, created_at`;

type DetailRow = [
  chatId: string,
  itemsAmount: bigint,
  serviceFeeAmount: bigint,
  commissionAmount: bigint,
  packageSnapshot: PackageSnapshot,
  deliveryDays: number,
  revisionsIncluded: number | null,
  revisionsUsed: number,
  paymentDueAt: Date,
  deliveredAt: Date | null,
  reviewDueAt: Date | null,
  completedAt: Date | null,
  completedBy: OrderRole | null,
  cancelledAt: Date | null,
  cancelledBy: OrderRole | null,
  cancelReasonCode: string | null,
  clearsAt: Date | null,
  version: number,
  ...children: OrderChildren,
];

const FIND: Statement<[...SummaryRow, ...DetailRow]> = {
  name: 'order_views_find',
  text: `SELECT ${SUMMARY}, chat_id, items_amount, service_fee_amount, commission_amount, package_snapshot, delivery_days,
      revisions_included, revisions_used, payment_due_at, delivered_at, review_due_at, completed_at, completed_by,
      cancelled_at, cancelled_by, cancel_reason_code, clears_at, orders.version, ${CHILDREN}
    FROM ${PARTIES} WHERE orders.id = $1`,
};

type Party = NonNullable<OrderFilter['party']>['role'] | 'everybody';

const WHOSE: Readonly<Record<Party, readonly string[]>> = {
  customer: ['orders.customer_id = $1'],
  seller: ['orders.seller_id = $1'],
  everybody: [],
};

/** The orders of a party, or of everybody, in any state or in one. */
function listsOf(party: Party) {
  const list = (suffix: string, conditions: readonly string[]) =>
    listStatements<SummaryRow>({
      name: `order_views_${party}${suffix}`,
      ...{ columns: SUMMARY, source: PARTIES, counted: 'orders', values: conditions.length },
      where: ['true', ...conditions].join(' AND '),
      key: { at: 'orders.created_at', id: 'orders.id' },
      capped: { table: 'orders', listed: LISTED, beside: BESIDE },
    });
  const whose = WHOSE[party];
  return {
    any: list('', whose),
    inState: list('_in_state', [...whose, `orders.state = $${whose.length + 1}`]),
  };
}

const LISTS = { customer: listsOf('customer'), seller: listsOf('seller'), everybody: listsOf('everybody') };

type EventRow = [
  id: string,
  orderId: string,
  seq: number,
  event: string,
  from: OrderState | null,
  to: OrderState,
  actorRole: OrderRole,
  actorId: string | null,
  payload: OrderEvent['payload'],
  at: Date,
];

const EVENTS = listStatements<EventRow>({
  name: 'order_views_events',
  columns: 'id, order_id, seq, event, from_state, to_state, actor_role, actor_id, payload, created_at',
  ...{ source: 'order_events', where: 'order_id = $1', values: 1 },
  key: { at: null, id: 'seq', idType: 'integer' },
  isOldestFirst: true,
});

/**
 * The deliveries apart: seen as part of the whole, the server expects one of the orders to be found soon, and reads
 * through all deliveries instead of looking the file up.
 */
const SHARES_DELIVERY: Statement<[shares: boolean]> = {
  name: 'order_views_shares_delivery',
  text: `WITH delivered AS MATERIALIZED (SELECT order_id FROM deliveries WHERE upload_ids @> ARRAY[$2::uuid])
    SELECT EXISTS (SELECT FROM delivered JOIN orders ON orders.id = order_id
      WHERE $1 IN (customer_id, seller_id))`,
};

export class SqlOrderViews extends OrderViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async find(id: OrderId) {
    const row = await this.store.session().row(FIND, [id]);
    if (!row) return null;
    const [chatId, itemsAmount, serviceFeeAmount, commissionAmount, packageSnapshot, deliveryDays, ...times] =
      row.slice(SUMMARY_WIDTH) as DetailRow;
    const [revisionsIncluded, revisionsUsed, paymentDueAt, deliveredAt, reviewDueAt, completedAt, ...ends] =
      times;
    const [completedBy, cancelledAt, cancelledBy, cancelReasonCode, clearsAt, version, ...children] = ends;
    return {
      ...summaryOf(row.slice(0, SUMMARY_WIDTH) as SummaryRow),
      ...{ chatId, itemsAmount, serviceFeeAmount, commissionAmount, packageSnapshot, deliveryDays },
      ...{ revisionsIncluded, revisionsUsed, paymentDueAt, deliveredAt, reviewDueAt, completedAt },
      ...{ completedBy, cancelledAt, cancelledBy, cancelReasonCode, clearsAt, version },
      ...childrenOf(children),
    };
  }

  list<Request extends ListRequest>({ party, state }: OrderFilter, request: Request) {
    const { any, inState } = LISTS[party?.role ?? 'everybody'];
    const whose = party ? [party.userId] : [];
    return state === undefined
      ? readList(this.store, any, whose, request, SUMMARIES)
      : readList(this.store, inState, [...whose, state], request, SUMMARIES);
  }

  async sharesDelivery(userId: UserId, uploadId: Id<'upload'>) {
    const row = await this.store.session().row(SHARES_DELIVERY, [userId, uploadId]);
    return row?.[0] === true;
  }

  events<Request extends ListRequest>(orderId: OrderId, request: Request) {
    return readList(this.store, EVENTS, [orderId], request, TIMELINE);
  }
}

const SUMMARIES = { viewOf: summaryOf, positionOf: byCreation };
const TIMELINE = {
  viewOf: eventOf,
  positionOf: ({ at, seq }: OrderEvent) => ({ at, id: String(seq) }),
};

function eventOf([id, orderId, seq, event, from, to, ...rest]: EventRow): OrderEvent {
  const [actorRole, actorId, payload, at] = rest;
  return { id, orderId, seq, event, from, to, actorRole, actorId, payload, at };
}

function summaryOf(row: SummaryRow): OrderSummary {
  const [id, number, state, serviceId, title, customerId, customerName, customerUsername, ...rest] = row;
  const [sellerId, sellerName, sellerUsername, currency, totalAmount, sellerNetAmount, ...last] = rest;
  const [refundedAmount, dueAt, createdAt] = last;
  return {
    id,
    ...{ number, state, serviceId, title, currency, totalAmount, sellerNetAmount, refundedAmount },
    customer: { id: customerId, fullName: customerName, username: customerUsername },
    seller: { id: sellerId, fullName: sellerName, username: sellerUsername },
    ...{ dueAt, createdAt },
  };
}
