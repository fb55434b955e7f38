import {
  AlreadyExists,
  Order,
  OrderNotFound,
  OrderRepository,
  StaleVersion,
  type OrderEvent,
  type OrderId,
  type OrderRecord,
  type Within,
} from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals, Statement } from '../unit-of-work/statement.js';
import {
  CHILDREN,
  childrenOf,
  eventValues,
  insertEvent,
  insertItems,
  itemValues,
  putDeliveries,
  type OrderChildren,
} from './order-children.js';

const ORDERS = new Table<Omit<OrderRecord, 'items' | 'deliveries'>>('orders', {
  id: 'id',
  number: 'number',
  customerId: 'customer_id',
  sellerId: 'seller_id',
  serviceId: 'service_id',
  chatId: 'chat_id',
  state: 'state',
  processVersion: 'process_version',
  currency: 'currency',
  itemsAmount: 'items_amount',
  serviceFeeAmount: 'service_fee_amount',
  totalAmount: 'total_amount',
  commissionAmount: 'commission_amount',
  sellerNetAmount: 'seller_net_amount',
  refundedAmount: 'refunded_amount',
  feeRuleSnapshot: { json: 'fee_rule_snapshot' },
  packageSnapshot: { json: 'package_snapshot' },
  deliveryDays: 'delivery_days',
  revisionsIncluded: 'revisions_included',
  revisionsUsed: 'revisions_used',
  paymentDueAt: 'payment_due_at',
  dueAt: 'due_at',
  deliveredAt: 'delivered_at',
  reviewDueAt: 'review_due_at',
  completedAt: 'completed_at',
  completedBy: 'completed_by',
  cancelledAt: 'cancelled_at',
  cancelledBy: 'cancelled_by',
  cancelReasonCode: 'cancel_reason_code',
  clearsAt: 'clears_at',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
});

/** The placeholders after those of the order itself. */
const EVENT_AT = ORDERS.width + 1;
const ITEMS_AT = EVENT_AT + 9;

/** The order with everything that is born with it. */
const ADD: Statement = {
  name: 'orders_add',
  text: `WITH written AS (${ORDERS.insert.text} RETURNING id),
    items AS (${insertItems(ITEMS_AT)})
    ${insertEvent(EVENT_AT)}`,
};

/** One that was delivered elsewhere. Apart, because a table that is written to costs the server a tenth of the whole. */
const ADD_DELIVERED: Statement = {
  name: 'orders_add_delivered',
  text: `WITH written AS (${ORDERS.insert.text} RETURNING id),
    items AS (${insertItems(ITEMS_AT)}),
    deliveries AS (${putDeliveries(ITEMS_AT + 7)})
    ${insertEvent(EVENT_AT)}`,
};

/** Writes nothing, the line of the timeline included, when the version is not the expected one. */
const SAVE: Statement = {
  name: 'orders_save',
  text: `WITH written AS (${ORDERS.update.text} RETURNING id),
    deliveries AS (${putDeliveries(ITEMS_AT)})
    ${insertEvent(EVENT_AT)}`,
};

const NEXT_NUMBER: Statement<[number: bigint]> = {
  name: 'orders_next_number',
  text: `SELECT nextval('order_numbers')`,
};

const SELECT = `SELECT ${ORDERS.columns}, ${CHILDREN} FROM orders WHERE id = $1`;
const FIND: Statement = { name: 'orders_find', text: SELECT };
const LOCK: Statement = {
  name: 'orders_lock',
  text: 'SELECT id FROM orders WHERE id = $1 FOR NO KEY UPDATE',
};

const DIGITS = 6;
const alreadyExists = () => new AlreadyExists('order');
const REFUSALS: Refusals = { orders_pkey: alreadyExists, orders_number_key: alreadyExists };

export class SequelizeOrderRepository extends OrderRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async nextNumber(now: Date, within?: Within) {
    const [row] = await this.store.session(within).returning(NEXT_NUMBER, []);
    const year = String(now.getUTCFullYear()).slice(-2);
    return `2K-${year}-${String(row?.[0]).padStart(DIGITS, '0')}`;
  }

  async add(order: Order, event: OrderEvent, within?: Within) {
    const { items, deliveries } = order.snapshot();
    const values = [...this.valuesOf(order, event), ...itemValues(items)];
    const session = this.store.session(within);
    if (deliveries.length === 0) await session.execute(ADD, values, REFUSALS);
    else await session.execute(ADD_DELIVERED, [...values, JSON.stringify(deliveries)], REFUSALS);
  }

  async save(order: Order, event: OrderEvent, within?: Within) {
    const stale = () => new StaleVersion('order', order.id);
    // Two that saw the same version also add the same line: whichever constraint speaks first, it is stale.
    const refusals = { order_events_seq_key: stale };
    const values = [...this.valuesOf(order, event), JSON.stringify(order.snapshot().deliveries)];
    await this.store.session(within).executeExactly(1, SAVE, values, stale, refusals);
    order.saved();
  }

  async find(id: OrderId, within?: Within) {
    return orderOf(await this.store.session(within).row(FIND, [id]));
  }

  async getForUpdate(id: OrderId, within?: Within) {
    const session = this.store.session(within);
    const [, row] = await Promise.all([session.rowForUpdate(LOCK, [id]), session.row(FIND, [id])]);
    const order = orderOf(row);
    if (!order) throw new OrderNotFound(id);
    return order;
  }

  private valuesOf(order: Order, event: OrderEvent) {
    const { items: _, deliveries: __, ...state } = order.snapshot();
    return [...ORDERS.values(state), ...eventValues(event)];
  }
}

function orderOf(row: unknown[] | null): Order | null {
  if (!row) return null;
  const children = row.slice(ORDERS.width) as OrderChildren;
  return Order.rehydrate({ ...ORDERS.read(row), ...childrenOf(children) });
}
