import type { Delivery, OrderEvent, OrderItem } from '@2krika/domain';
import type { SqlValue } from '../unit-of-work/statement.js';

/** An item as `ITEMS` reads it: amounts as text, because JSON would lose their last digits. */
type ItemJson = [
  id: string,
  kind: OrderItem['kind'],
  refId: string,
  title: string,
  unitPrice: string,
  quantity: number,
  amount: string,
];

/** A delivery as `DELIVERIES` reads it. */
type DeliveryJson = [
  id: string,
  number: number,
  message: string,
  linkUrls: string[],
  uploadIds: string[],
  submittedAt: string,
  state: Delivery['state'],
  revisionMessage: string | null,
];

/** The columns that follow those of an order, for whoever reads it whole. */
export type OrderChildren = [items: ItemJson[], deliveries: DeliveryJson[]];

/** Reads the children of the row of `orders` around it. */
export const CHILDREN = `
  (SELECT json_agg(json_build_array(id, kind, ref_id, title, unit_price::text, quantity, amount::text) ORDER BY position)
    FROM order_items WHERE order_id = orders.id),
  (SELECT coalesce(json_agg(json_build_array(id, number, message, link_urls, upload_ids,
      to_char(submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), state, revision_message) ORDER BY number), '[]')
    FROM deliveries WHERE order_id = orders.id)`;

export function childrenOf([items, deliveries]: OrderChildren) {
  return { items: items.map(itemOf), deliveries: deliveries.map(deliveryOf) };
}

function itemOf([id, kind, refId, title, unitPrice, quantity, amount]: ItemJson): OrderItem {
  return { id, kind, refId, title, unitPrice: BigInt(unitPrice), quantity, amount: BigInt(amount) };
}

function deliveryOf(json: DeliveryJson): Delivery {
  const [id, number, message, linkUrls, uploadIds, submittedAt, state, revisionMessage] = json;
  return {
    id,
    number,
    message,
    linkUrls,
    uploadIds,
    submittedAt: new Date(submittedAt),
    state,
    revisionMessage,
  };
}

/**
 * Inserts the items of the order that `written` is, from seven arrays beginning at a placeholder.
 * @see itemValues
 */
export function insertItems(at: number): string {
  const array = (offset: number, type: string) => `$${at + offset}::${type}[]`;
  return `INSERT INTO order_items (order_id, position, id, kind, ref_id, title, unit_price, quantity, amount)
    SELECT written.id, item.position, item.id, item.kind, item.ref_id, item.title, item.unit_price, item.quantity, item.amount
    FROM written, unnest(${array(0, 'uuid')}, ${array(1, 'text')}, ${array(2, 'uuid')}, ${array(3, 'text')},
      ${array(4, 'bigint')}, ${array(5, 'integer')}, ${array(6, 'bigint')})
      WITH ORDINALITY AS item (id, kind, ref_id, title, unit_price, quantity, amount, position)`;
}

export function itemValues(items: readonly OrderItem[]): readonly SqlValue[] {
  return [
    items.map(({ id }) => id),
    items.map(({ kind }) => kind),
    items.map(({ refId }) => refId),
    items.map(({ title }) => title),
    items.map(({ unitPrice }) => unitPrice),
    items.map(({ quantity }) => quantity),
    items.map(({ amount }) => amount),
  ];
}

/** Adds the deliveries that came and notes what became of the others, from JSON at a placeholder. */
export function putDeliveries(at: number): string {
  return `INSERT INTO deliveries
      (order_id, id, number, message, link_urls, upload_ids, submitted_at, state, revision_message)
    SELECT written.id, d.id, d.number, d.message, d."linkUrls", d."uploadIds", d."submittedAt", d.state, d."revisionMessage"
    FROM written, jsonb_to_recordset($${at}::jsonb) AS d (id uuid, number integer, message text, "linkUrls" text[],
      "uploadIds" uuid[], "submittedAt" timestamptz, state text, "revisionMessage" text)
    ON CONFLICT (id) DO UPDATE
      SET state = excluded.state, revision_message = excluded.revision_message, updated_at = now()
      WHERE deliveries.state <> excluded.state`;
}

/** Adds a line to the timeline of the order that `written` is, from nine placeholders. */
export function insertEvent(at: number): string {
  const value = (offset: number, type: string) => `$${at + offset}::${type}`;
  return `INSERT INTO order_events
      (order_id, id, seq, event, from_state, to_state, actor_role, actor_id, payload, created_at)
    SELECT written.id, ${value(0, 'uuid')}, ${value(1, 'integer')}, ${value(2, 'text')}, ${value(3, 'text')},
      ${value(4, 'text')}, ${value(5, 'text')}, ${value(6, 'uuid')}, ${value(7, 'jsonb')}, ${value(8, 'timestamptz')}
    FROM written`;
}

export function eventValues(event: OrderEvent): readonly SqlValue[] {
  const { id, seq, event: name, from, to, actorRole, actorId, payload, at } = event;
  return [id, seq, name, from, to, actorRole, actorId, JSON.stringify(payload), at];
}
