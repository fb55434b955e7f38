import {
  after,
  Outbox,
  OutboxQueue,
  SECOND,
  type DomainEvent,
  type OutboxEvent,
  type OutboxEventId,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

interface OutboxRow extends OutboxEvent {
  /** Grows with each publication. */
  readonly position: number;
  readonly availableAt: Date;
  readonly lockedUntil: Date | null;
  readonly publishedAt: Date | null;
  readonly deadAt: Date | null;
  readonly error: string | null;
}

export const outboxEvents = new InMemoryTable<OutboxRow>({ name: 'outbox-event', key: (event) => event.id });

const processedEvents = new InMemoryTable<{ readonly eventId: OutboxEventId; readonly handler: string }>({
  name: 'processed-event',
  key: ({ eventId, handler }) => [eventId, handler],
});

const LEASE = 5 * SECOND;
let positions = 0;

/** The names of the events published so far, the first first; those of aggregates of one type where it is given. */
export async function publishedEventNames(
  store: InMemoryStore,
  aggregateType = '',
): Promise<readonly string[]> {
  const events = await store.session().all(outboxEvents);
  return events
    .filter((event) => event.aggregateType.startsWith(aggregateType))
    .sort((left, right) => left.position - right.position)
    .map(({ name }) => name);
}

export class InMemoryOutbox extends Outbox {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async publish(events: readonly DomainEvent[], within?: Within) {
    const session = this.store.session(within);
    await Promise.all(
      events.map((event) => {
        positions += 1;
        return session.insert(outboxEvents, {
          ...event,
          id: globalThis.crypto.randomUUID(),
          attempts: 0,
          position: positions,
          availableAt: event.occurredAt,
          lockedUntil: null,
          publishedAt: null,
          deadAt: null,
          error: null,
        });
      }),
    );
  }
}

export class InMemoryOutboxQueue extends OutboxQueue {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async claim(now: Date, limit: number) {
    const session = this.store.session();
    const realNow = new Date();
    const open = await session.where(outboxEvents, ({ publishedAt, deadAt }) => !publishedAt && !deadAt);
    const claimed: OutboxEvent[] = [];
    for (const event of open.sort((left, right) => left.position - right.position)) {
      if (claimed.length === limit) break;
      const isBehind = open.some(
        (other) =>
          other.position < event.position &&
          other.aggregateType === event.aggregateType &&
          other.aggregateId === event.aggregateId,
      );
      if (isBehind || event.availableAt > now) continue;
      const taken = await session.change(outboxEvents, event.id, (row) =>
        row.publishedAt || row.deadAt || (row.lockedUntil && row.lockedUntil > realNow)
          ? null
          : { ...row, lockedUntil: after(realNow, LEASE) },
      );
      if (taken) claimed.push(eventOf(taken));
    }
    return claimed;
  }

  async handledBy(id: OutboxEventId) {
    const handled = await this.store.session().where(processedEvents, ({ eventId }) => eventId === id);
    return new Set(handled.map(({ handler }) => handler));
  }

  async markHandled(id: OutboxEventId, handler: string) {
    await this.store.session().insertIfAbsent(processedEvents, { eventId: id, handler });
  }

  async markPublished(id: OutboxEventId, now: Date) {
    await this.change(id, { publishedAt: now, lockedUntil: null });
  }

  async postpone(id: OutboxEventId, error: string, availableAt: Date) {
    await this.store.session().change(outboxEvents, id, (row) => ({
      ...row,
      attempts: row.attempts + 1,
      error,
      availableAt,
      lockedUntil: null,
    }));
  }

  async bury(id: OutboxEventId, error: string, now: Date) {
    await this.change(id, { error, deadAt: now, lockedUntil: null });
  }

  private async change(id: OutboxEventId, changes: Partial<OutboxRow>) {
    await this.store.session().change(outboxEvents, id, (row) => ({ ...row, ...changes }));
  }
}

function eventOf({
  id,
  name,
  aggregateType,
  aggregateId,
  occurredAt,
  payload,
  attempts,
}: OutboxRow): OutboxEvent {
  return { id, name, aggregateType, aggregateId, occurredAt, payload, attempts };
}
