import {
  offset,
  OrderViews,
  pageOf,
  type Currency,
  type Id,
  type OrderEvent,
  type OrderFilter,
  type OrderId,
  type OrderRole,
  type OrderState,
  type OrderSummary,
  type PackageSnapshot,
  type PageRequest,
  type UserId,
} from '@2krika/domain';
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

const PARTIES = `orders JOIN users customer ON customer.id = orders.customer_id JOIN users seller ON seller.id = orders.seller_id`;

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

/** One statement for each way of asking, so that each is prepared with a plan of its own. */
function listStatements(name: string, party: 'customer_id' | 'seller_id' | null) {
  const whose = party ? ` AND orders.${party} = $2` : '';
  const where = `WHERE ($1::text IS NULL OR orders.state = $1)${whose}`;
  const next = party ? 3 : 2;
  const list: Statement<SummaryRow> = {
    name: `order_views_list_${name}`,
    text: `SELECT ${SUMMARY} FROM ${PARTIES} ${where}
      ORDER BY orders.created_at DESC, orders.id DESC LIMIT $${next} OFFSET $${next + 1}`,
  };
  const count: Statement<[bigint]> = {
    name: `order_views_count_${name}`,
    text: `SELECT count(*) FROM orders ${where}`,
  };
  return { list, count };
}

const LISTS = {
  customer: listStatements('bought', 'customer_id'),
  seller: listStatements('sold', 'seller_id'),
  everybody: listStatements('all', null),
} as const;

const EVENTS: Statement<
  [
    id: string,
    seq: number,
    event: string,
    from: OrderState | null,
    to: OrderState,
    actorRole: OrderRole,
    actorId: string | null,
    payload: OrderEvent['payload'],
    at: Date,
  ]
> = {
  name: 'order_views_events',
  text: `SELECT id, seq, event, from_state, to_state, actor_role, actor_id, payload, created_at
    FROM order_events WHERE order_id = $1 ORDER BY seq`,
};

const SHARES_DELIVERY: Statement<[shares: boolean]> = {
  name: 'order_views_shares_delivery',
  text: `SELECT EXISTS (SELECT FROM deliveries JOIN orders ON orders.id = order_id
    WHERE upload_ids @> ARRAY[$2::uuid] AND $1 IN (customer_id, seller_id))`,
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

  async list({ party, state }: OrderFilter, page: PageRequest) {
    const { list, count } = LISTS[party?.role ?? 'everybody'];
    const session = this.store.session();
    const filter = [state ?? null, ...(party ? [party.userId] : [])];
    const [rows, counted] = await Promise.all([
      session.rows(list, [...filter, page.limit, offset(page)]),
      session.row(count, filter),
    ]);
    return pageOf(rows.map(summaryOf), Number(counted?.[0] ?? 0), page);
  }

  async sharesDelivery(userId: UserId, uploadId: Id<'upload'>) {
    const row = await this.store.session().row(SHARES_DELIVERY, [userId, uploadId]);
    return row?.[0] === true;
  }

  async events(orderId: OrderId) {
    const rows = await this.store.session().rows(EVENTS, [orderId]);
    return rows.map(([id, seq, event, from, to, actorRole, actorId, payload, at]) => ({
      ...{ id, orderId, seq, event, from, to, actorRole, actorId, payload, at },
    }));
  }
}

function summaryOf(row: SummaryRow): OrderSummary {
  const [id, number, state, serviceId, title, customerId, customerName, customerUsername, ...rest] = row;
  const [sellerId, sellerName, sellerUsername, currency, totalAmount, sellerNetAmount, ...last] = rest;
  const [refundedAmount, dueAt, createdAt] = last;
  return {
    ...{ id, number, state, serviceId, title, currency, totalAmount, sellerNetAmount, refundedAmount },
    customer: { id: customerId, fullName: customerName, username: customerUsername },
    seller: { id: sellerId, fullName: sellerName, username: sellerUsername },
    ...{ dueAt, createdAt },
  };
}
