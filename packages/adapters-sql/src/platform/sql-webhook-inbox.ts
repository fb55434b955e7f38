import { WebhookInbox, type WebhookEvent, type WebhookEventId } from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const WEBHOOK_EVENTS = new Table<WebhookEvent>('webhook_events', {
  id: 'id',
  provider: 'provider',
  eventKey: 'event_key',
  subject: 'subject',
  reference: 'reference',
  headers: { json: 'headers' },
  rawBody: 'raw_body',
  receivedAt: 'received_at',
  attempts: 'attempts',
});

const RECEIVE: Statement = {
  name: 'webhook_events_receive',
  text: `INSERT INTO webhook_events (${WEBHOOK_EVENTS.columns}, available_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $8) ON CONFLICT (provider, event_key) DO NOTHING`,
};

/** Leases run on the server's clock, whatever business time is. */
const CLAIM: Statement = {
  name: 'webhook_events_claim',
  text: `WITH due AS MATERIALIZED (
      SELECT id AS due_id FROM webhook_events
      WHERE state = 'received' AND available_at <= $1 AND (locked_until IS NULL OR locked_until < clock_timestamp())
      ORDER BY received_at, id LIMIT $2 FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE webhook_events SET locked_until = clock_timestamp() + interval '5 seconds'
      FROM due WHERE id = due_id
      RETURNING ${WEBHOOK_EVENTS.columns}
    )
    SELECT ${WEBHOOK_EVENTS.columns} FROM claimed ORDER BY received_at, id`,
};

const MARK_PROCESSED: Statement = {
  name: 'webhook_events_mark_processed',
  text: `UPDATE webhook_events SET state = 'processed', finished_at = $2, locked_until = NULL, updated_at = now()
    WHERE id = $1`,
};

const POSTPONE: Statement = {
  name: 'webhook_events_postpone',
  text: `UPDATE webhook_events
    SET attempts = attempts + 1, error = $2, available_at = $3, locked_until = NULL, updated_at = now()
    WHERE id = $1`,
};

const BURY: Statement = {
  name: 'webhook_events_bury',
  text: `UPDATE webhook_events
    SET state = 'failed', error = $2, finished_at = $3, locked_until = NULL, updated_at = now()
    WHERE id = $1`,
};

export class SqlWebhookInbox extends WebhookInbox {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async receive(event: WebhookEvent) {
    return (await this.store.session().execute(RECEIVE, WEBHOOK_EVENTS.values(event))) === 1;
  }

  async claim(now: Date, limit: number) {
    const rows = await this.store.session().returning(CLAIM, [now, limit]);
    return rows.map((row) => WEBHOOK_EVENTS.read(row));
  }

  async markProcessed(id: WebhookEventId, now: Date) {
    await this.store.session().execute(MARK_PROCESSED, [id, now]);
  }

  async postpone(id: WebhookEventId, error: string, availableAt: Date) {
    await this.store.session().execute(POSTPONE, [id, error, availableAt]);
  }

  async bury(id: WebhookEventId, error: string, now: Date) {
    await this.store.session().execute(BURY, [id, error, now]);
  }
}
