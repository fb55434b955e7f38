import { ask } from '../../sql/ask.js';

/** @import { Pool } from 'pg' */

const TABLES = {
  orders: 'id = $1',
  order_items: 'order_id = $1',
  order_events: 'order_id = $1',
  chats: 'order_id = $1',
  chat_members: 'chat_id = (SELECT chat_id FROM orders WHERE id = $1)',
  payments: 'order_id = $1',
  deadlines: 'aggregate_id = $1',
  outbox_events: `aggregate_id = $1 OR aggregate_id = (SELECT id FROM payments WHERE order_id = $1)`,
};

/** Ids, numbers and instants differ from order to order; everything else is the same. */
const OWN = /^(id|event_id|order_id|orderId|chat_id|chatId|number|position|aggregate_id|.*_at|locked_until)$/;

/**
 * @param {Pool} pool
 * @param {string} orderId
 * @returns {Promise<unknown>} the rows of every table that belong to this order, without what is the order's own
 */
export async function orderRows(pool, orderId) {
  const read = Object.entries(TABLES).map(async ([table, condition]) => {
    /** @type {{ row: unknown }[]} */
    const rows = await ask(pool, {
      text: `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${condition}`,
      values: [orderId],
    });
    return /** @type {const} */ ([table, rows.map(({ row }) => JSON.stringify(shared(row))).sort()]);
  });
  return Object.fromEntries(await Promise.all(read));
}

/**
 * @param {unknown} value
 * @returns {unknown}
 */
function shared(value) {
  if (Array.isArray(value)) return value.map(shared);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !OWN.test(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, shared(inner)]));
}
