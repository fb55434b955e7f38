import { OutboxQueue, type DomainEvent, type Lease, type OutboxEventId } from '@2krika/domain';
import { claimOf, leaseOf } from '../mapping/lease.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

/**
 * The earliest open event of an aggregate hides the later ones, held or not, so that two workers keep the order.
 */
const CLAIM = claimOf<[string, string, string, Date, DomainEvent['payload']]>('outbox', {
  work: 'open',
  when: `published_at IS NULL AND NOT EXISTS (
    SELECT FROM outbox_events earlier
    WHERE earlier.aggregate_type = outbox_events.aggregate_type AND earlier.aggregate_id = outbox_events.aggregate_id
      AND earlier.position < outbox_events.position
      AND earlier.published_at IS NULL AND earlier.dead_at IS NULL)`,
  order: 'position',
  columns: 'name, aggregate_type, aggregate_id, occurred_at, payload',
});

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
  text: `UPDATE outbox_events SET published_at = $3, locked_until = NULL WHERE event_id = $1 AND lease = $2`,
};

export class SqlOutboxQueue extends OutboxQueue {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async claim(now: Date, limit: number) {
    const rows = await this.store.session().returning(CLAIM, [now, limit]);
    return rows.map((row) => {
      const [id, , , name, aggregateType, aggregateId, occurredAt, payload] = row;
      const unit = { id, name, aggregateType, aggregateId, occurredAt, payload };
      return { unit, lease: leaseOf('outbox', row) };
    });
  }

  async handledBy(id: OutboxEventId) {
    const rows = await this.store.session().rows(HANDLED_BY, [id]);
    return new Set(rows.map(([handler]) => handler));
  }

  async markHandled(id: OutboxEventId, handler: string, now: Date) {
    await this.store.session().execute(MARK_HANDLED, [id, handler, now]);
  }

  async markPublished({ unitId, number }: Lease, now: Date) {
    await this.store.session().execute(MARK_PUBLISHED, [unitId, number, now]);
  }
}
