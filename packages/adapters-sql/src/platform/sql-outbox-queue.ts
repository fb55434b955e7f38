import { OutboxQueue, type DomainEvent, type OutboxEventId } from '@2krika/domain';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

/**
 * Leases run on the server's clock, whatever business time is. The earliest open event of an aggregate hides
 * the later ones, held or not, so that two workers keep the order.
 */
const CLAIM: Statement<[string, string, string, string, Date, DomainEvent['payload'], number]> = {
  name: 'outbox_events_claim',
  text: `WITH due AS MATERIALIZED (
      SELECT event_id FROM outbox_events e
      WHERE published_at IS NULL AND dead_at IS NULL AND available_at <= $1
        AND (locked_until IS NULL OR locked_until < clock_timestamp())
        AND NOT EXISTS (
          SELECT FROM outbox_events earlier
          WHERE earlier.aggregate_type = e.aggregate_type AND earlier.aggregate_id = e.aggregate_id
            AND earlier.position < e.position AND earlier.published_at IS NULL AND earlier.dead_at IS NULL)
      ORDER BY position LIMIT $2 FOR UPDATE SKIP LOCKED
    ), claimed AS (
      UPDATE outbox_events e SET locked_until = clock_timestamp() + interval '5 seconds'
      FROM due WHERE e.event_id = due.event_id
      RETURNING e.event_id, e.name, e.aggregate_type, e.aggregate_id, e.occurred_at, e.payload, e.attempts, e.position
    )
    SELECT event_id, name, aggregate_type, aggregate_id, occurred_at, payload, attempts FROM claimed ORDER BY position`,
};

const HANDLED_BY: Statement<[handler: string]> = {
  name: 'processed_events_handlers',
  text: 'SELECT handler FROM processed_events WHERE event_id = $1',
};

const MARK_HANDLED: Statement = {
  name: 'processed_events_insert',
  text: 'INSERT INTO processed_events (event_id, handler, processed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
};

const MARK_PUBLISHED: Statement = {
  name: 'outbox_events_mark_published',
  text: 'UPDATE outbox_events SET published_at = $2, locked_until = NULL WHERE event_id = $1',
};

const POSTPONE: Statement = {
  name: 'outbox_events_postpone',
  text: `UPDATE outbox_events SET attempts = attempts + 1, error = $2, available_at = $3, locked_until = NULL
    WHERE event_id = $1`,
};

const BURY: Statement = {
  name: 'outbox_events_bury',
  text: 'UPDATE outbox_events SET error = $2, dead_at = $3, locked_until = NULL WHERE event_id = $1',
};

export class SqlOutboxQueue extends OutboxQueue {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async claim(now: Date, limit: number) {
    const rows = await this.store.session().returning(CLAIM, [now, limit]);
    return rows.map(([id, name, aggregateType, aggregateId, occurredAt, payload, attempts]) => ({
      ...{ id, name, aggregateType, aggregateId, occurredAt, payload, attempts },
    }));
  }

  async handledBy(id: OutboxEventId) {
    const rows = await this.store.session().rows(HANDLED_BY, [id]);
    return new Set(rows.map(([handler]) => handler));
  }

  async markHandled(id: OutboxEventId, handler: string, now: Date) {
    await this.store.session().execute(MARK_HANDLED, [id, handler, now]);
  }

  async markPublished(id: OutboxEventId, now: Date) {
    await this.store.session().execute(MARK_PUBLISHED, [id, now]);
  }

  async postpone(id: OutboxEventId, error: string, availableAt: Date) {
    await this.store.session().execute(POSTPONE, [id, error, availableAt]);
  }

  async bury(id: OutboxEventId, error: string, now: Date) {
    await this.store.session().execute(BURY, [id, error, now]);
  }
}
