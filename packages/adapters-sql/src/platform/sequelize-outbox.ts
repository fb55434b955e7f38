import { Outbox, type DomainEvent, type Within } from '@2krika/domain';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

/** All events of one call in one statement, positioned in the order given. */
const PUBLISH: Statement = {
  name: 'outbox_events_publish',
  text: `INSERT INTO outbox_events (name, aggregate_type, aggregate_id, occurred_at, available_at, payload)
    SELECT name, aggregate_type, aggregate_id, occurred_at, occurred_at, payload
    FROM unnest($1::text[], $2::text[], $3::uuid[], $4::timestamptz[], $5::jsonb[]) WITH ORDINALITY
      AS event (name, aggregate_type, aggregate_id, occurred_at, payload, number)
    ORDER BY number`,
};

export class SequelizeOutbox extends Outbox {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async publish(events: readonly DomainEvent[], within?: Within) {
    if (events.length === 0) return;
    await this.store
      .session(within)
      .execute(PUBLISH, [
        events.map(({ name }) => name),
        events.map(({ aggregateType }) => aggregateType),
        events.map(({ aggregateId }) => aggregateId),
        events.map(({ occurredAt }) => occurredAt),
        events.map(({ payload }) => JSON.stringify(payload)),
      ]);
    this.store.announceWork(within);
  }
}
