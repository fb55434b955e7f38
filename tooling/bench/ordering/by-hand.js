import { ask } from '../../sql/ask.js';
import { inTransaction } from '../in-transaction.js';

/** @import { Pool } from 'pg' */
/** @import { OrderFacts, OrderRows, OrderStore } from './plan-order.js' */

const READS = {
  service: `SELECT id, owner_id AS "ownerId", title, currency, status FROM services WHERE id = $1 AND deleted_at IS NULL`,
  bought: `SELECT id, tier, title, description, price, delivery_days AS "deliveryDays",
      revisions_included AS "revisionsIncluded", features
    FROM service_packages WHERE service_id = $1 AND tier = 'basic' AND deleted_at IS NULL`,
  requirements: `SELECT prompt, kind, choices, is_required AS "isRequired" FROM service_requirements
    WHERE service_id = $1 ORDER BY position`,
  options: `SELECT id, title, price, extra_days AS "extraDays", max_quantity AS "maxQuantity" FROM options
    WHERE service_id = $1 AND deleted_at IS NULL AND is_active ORDER BY position`,
  seller: `SELECT is_active AS "isActive" FROM users WHERE id = $1 AND deleted_at IS NULL`,
  rules: `SELECT id, component, scope_type AS "scopeType", scope_id AS "scopeId", percent_bps AS "percentBps",
      fixed_amount AS "fixedAmount", min_amount AS "minAmount", max_amount AS "maxAmount"
    FROM fee_rules WHERE currency = $1 AND valid_from <= $2 AND (valid_to IS NULL OR $2 < valid_to)`,
  channels: `SELECT step FROM payment_channels WHERE direction = 'in' AND is_enabled AND currency = $1`,
  window: `SELECT value FROM platform_settings WHERE key = 'orders.payment_window_minutes'`,
  number: `SELECT nextval('order_numbers') AS number`,
};

const WRITES = {
  order: `INSERT INTO orders (id, number, customer_id, seller_id, service_id, chat_id, state, process_version, currency,
      items_amount, service_fee_amount, total_amount, commission_amount, seller_net_amount, fee_rule_snapshot,
      package_snapshot, delivery_days, revisions_included, payment_due_at, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $20)`,
  item: `INSERT INTO order_items (id, order_id, position, kind, ref_id, title, unit_price, quantity, amount)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  event: `INSERT INTO order_events (id, order_id, seq, event, from_state, to_state, actor_role, actor_id, payload, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  sale: `UPDATE services SET sales_count = sales_count + 1, updated_at = $2 WHERE id = $1 AND status = 'active'`,
  chat: `INSERT INTO chats (id, kind, order_id, service_id, state, created_by, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
  members: `INSERT INTO chat_members (chat_id, user_id, role, joined_at) VALUES ($1, $2, $3, $7), ($4, $5, $6, $7)`,
  payment: `INSERT INTO payments (id, order_id, payer_id, amount, currency, service_fee_amount, commission_amount,
      seller_net_amount, state, expires_at, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)`,
  deadline: `INSERT INTO deadlines (id, aggregate_type, aggregate_id, event, fire_at, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $6)`,
  outbox: `INSERT INTO outbox_events (name, aggregate_type, aggregate_id, occurred_at, available_at, payload)
    VALUES ($1, $2, $3, $9, $9, $4), ($5, $6, $7, $9, $9, $8)`,
};

/**
 * What an experienced hand writes without a layer below it: reads together through the pool, which gives each a
 * connection, then BEGIN, one statement a table, and COMMIT.
 *
 * @param {Pool} pool
 * @returns {OrderStore}
 */
export function asUsual(pool) {
  return {
    readFacts: (serviceId, now) =>
      readFacts((name, values) => ask(pool, { text: READS[name], values }), serviceId, now),
    writeOrder: (rows) =>
      inTransaction(pool, async (client) => {
        await client.query('BEGIN');
        for (const [name, values] of writesOf(rows)) await client.query(WRITES[name], values);
      }),
  };
}

/**
 * The most that can be had with these statements: prepared by name, and sent on one connection without waiting for
 * each other. Only the COMMIT waits, so that a statement that fails does not go unnoticed.
 *
 * @param {Pool} pool whose connections pipeline
 * @returns {OrderStore}
 */
export function prepared(pool) {
  return {
    async readFacts(serviceId, now) {
      const client = await pool.connect();
      try {
        return await readFacts(
          (name, values) => ask(client, { name: `order_read_${name}`, text: READS[name], values }),
          serviceId,
          now,
        );
      } finally {
        client.release();
      }
    },
    writeOrder: (rows) =>
      inTransaction(pool, async (client) => {
        const begun = client.query('BEGIN');
        const written = writesOf(rows).map(([name, values]) =>
          client.query({ name: `order_write_${name}`, text: WRITES[name], values }),
        );
        await Promise.all([begun, ...written]);
      }),
  };
}

/**
 * The rows of each read.
 *
 * @typedef {object} ReadRows
 * @property {NonNullable<OrderFacts['service']>} service
 * @property {NonNullable<OrderFacts['bought']>} bought
 * @property {OrderFacts['options'][number]} options
 * @property {OrderFacts['requirements'][number]} requirements
 * @property {NonNullable<OrderFacts['seller']>} seller
 * @property {OrderFacts['rules'][number]} rules
 * @property {OrderFacts['channels'][number]} channels
 * @property {{ value: unknown }} window
 * @property {{ number: string }} number
 */

/**
 * @param {<Name extends keyof ReadRows>(name: Name, values: unknown[]) => Promise<ReadRows[Name][]>} read
 * @param {string} serviceId
 * @param {Date} now
 * @returns {Promise<OrderFacts>}
 */
async function readFacts(read, serviceId, now) {
  const [[service], [bought], options, requirements] = await Promise.all([
    read('service', [serviceId]),
    read('bought', [serviceId]),
    read('options', [serviceId]),
    read('requirements', [serviceId]),
  ]);
  if (!service || !bought) throw new Error('There is no such service.');
  const [[seller], rules, channels, [window], [next]] = await Promise.all([
    read('seller', [service.ownerId]),
    read('rules', [service.currency, now]),
    read('channels', [service.currency]),
    read('window', []),
    read('number', []),
  ]);
  if (!next) throw new Error('The sequence gave no number.');
  return {
    service,
    ...{ bought, options, requirements, seller, rules, channels, number: next.number },
    windowMinutes: window?.value,
  };
}

/**
 * @param {OrderRows} rows
 * @returns {readonly (readonly [keyof typeof WRITES, unknown[]])[]}
 */
function writesOf({ order, item, event, chat, members, payment, deadline, events }) {
  return [
    [
      'order',
      [
        ...[
          order.id,
          order.number,
          order.customerId,
          order.sellerId,
          order.serviceId,
          order.chatId,
          order.state,
        ],
        ...[
          order.processVersion,
          order.currency,
          order.itemsAmount,
          order.serviceFeeAmount,
          order.totalAmount,
        ],
        ...[order.commissionAmount, order.sellerNetAmount, order.feeRuleSnapshot, order.packageSnapshot],
        ...[order.deliveryDays, order.revisionsIncluded, order.paymentDueAt, order.createdAt],
      ],
    ],
    [
      'item',
      [
        ...[item.id, item.orderId, item.position, item.kind, item.refId, item.title, item.unitPrice],
        ...[item.quantity, item.amount],
      ],
    ],
    [
      'event',
      [
        ...[event.id, event.orderId, event.seq, event.event, event.fromState, event.toState, event.actorRole],
        ...[event.actorId, event.payload, event.createdAt],
      ],
    ],
    ['sale', [order.serviceId, order.createdAt]],
    ['chat', [chat.id, chat.kind, chat.orderId, chat.serviceId, chat.state, chat.createdBy, chat.createdAt]],
    ['members', [...members.flatMap(({ chatId, userId, role }) => [chatId, userId, role]), chat.createdAt]],
    [
      'payment',
      [
        ...[payment.id, payment.orderId, payment.payerId, payment.amount, payment.currency],
        ...[payment.serviceFeeAmount, payment.commissionAmount, payment.sellerNetAmount, payment.state],
        ...[payment.expiresAt, payment.createdAt],
      ],
    ],
    [
      'deadline',
      [
        ...[deadline.id, deadline.aggregateType, deadline.aggregateId, deadline.event, deadline.fireAt],
        deadline.createdAt,
      ],
    ],
    [
      'outbox',
      [
        ...events.flatMap(({ name, aggregateType, aggregateId, payload }) => [
          ...[name, aggregateType, aggregateId, payload],
        ]),
        order.createdAt,
      ],
    ],
  ];
}
