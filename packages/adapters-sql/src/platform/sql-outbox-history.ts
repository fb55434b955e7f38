import { setTimeout as pause } from 'node:timers/promises';
import { OutboxHistory, SECOND, Unavailable, type DomainEvent } from '@2krika/domain';
import type { SqlSession, SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

/** Longer than any transaction of ours lives. */
const PATIENCE = 30 * SECOND;
const TURN = 20;

const LAST_GIVEN_OUT: Statement<[position: bigint]> = {
  name: 'outbox_history_last_given_out',
  text: 'SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM outbox_events_position_seq',
};

/** Whoever writes to the outbox holds this lock from before a place is given out to the end of the transaction. */
const WRITERS: Statement<[transaction: string]> = {
  name: 'outbox_history_writers',
  text: `SELECT DISTINCT virtualtransaction FROM pg_locks
    WHERE relation = 'outbox_events'::regclass AND mode = 'RowExclusiveLock' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
};

/** Dead ones are undelivered as well: somebody may have them delivered after all. Two indexes serve the two. */
const FIRST_UNDELIVERED: Statement<[position: bigint | null]> = {
  name: 'outbox_history_first_undelivered',
  text: `SELECT least(
    (SELECT min(position) FROM outbox_events WHERE published_at IS NULL AND dead_at IS NULL),
    (SELECT min(position) FROM outbox_events WHERE dead_at IS NOT NULL))`,
};

const HANDLED_AFTER: Statement<[bigint, string, string, string, string, Date, DomainEvent['payload']]> = {
  name: 'outbox_history_handled_after',
  text: `SELECT position, event_id, name, aggregate_type, aggregate_id, occurred_at, payload FROM outbox_events e
    WHERE position > $1 AND EXISTS (
      SELECT FROM processed_events p WHERE p.event_id = e.event_id AND p.handler = $2)
    ORDER BY position LIMIT $3`,
};

export class SqlOutboxHistory extends OutboxHistory {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async lastSettled() {
    const session = this.store.session();
    const lastGivenOut = (await session.row(LAST_GIVEN_OUT))?.[0] ?? 0n;
    await waitForWriters(session);
    const firstUndelivered = (await session.row(FIRST_UNDELIVERED))?.[0] ?? null;
    if (firstUndelivered === null || firstUndelivered > lastGivenOut) return lastGivenOut;
    return firstUndelivered - 1n;
  }

  async handledAfter(position: bigint, handler: string, limit: number) {
    const rows = await this.store.session().rows(HANDLED_AFTER, [position, handler, limit]);
    return rows.map(([place, id, name, aggregateType, aggregateId, occurredAt, payload]) => ({
      position: place,
      event: { id, name, aggregateType, aggregateId, occurredAt, payload },
    }));
  }
}

/** Until those that write now have ended: later ones get later places. */
async function waitForWriters(session: SqlSession): Promise<void> {
  let waitedFor = new Set(await writers(session));
  const deadline = performance.now() + PATIENCE;
  while (waitedFor.size > 0) {
    if (performance.now() > deadline)
      throw new Unavailable('The outbox, in which a transaction does not end,');
    await pause(TURN);
    const still = new Set(await writers(session));
    waitedFor = new Set([...waitedFor].filter((writer) => still.has(writer)));
  }
}

async function writers(session: SqlSession): Promise<readonly string[]> {
  const rows = await session.rows(WRITERS);
  return rows.map(([transaction]) => transaction);
}
