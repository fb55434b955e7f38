import {
  Outbox,
  OutboxQueue,
  type DomainEvent,
  type Lease,
  type OutboxEvent,
  type OutboxEventId,
  type Within,
} from '@2krika/domain';
import { claimedBy, deadUnits, isHeld, lease } from '../in-memory/in-memory-leases.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

interface OutboxRow extends OutboxEvent {
  /** Grows with each publication. */
  readonly position: number;
  readonly publishedAt: Date | null;
}

export const outboxEvents = new InMemoryTable<OutboxRow>({ name: 'outbox-event', key: (event) => event.id });

export const processedEvents = new InMemoryTable<{
  readonly eventId: OutboxEventId;
  readonly handler: string;
}>({
  name: 'processed-event',
  key: ({ eventId, handler }) => [eventId, handler],
});

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
          position: positions,
          publishedAt: null,
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
    const dead = await deadUnits(session, 'outbox');
    const open = (await session.where(outboxEvents, ({ publishedAt }) => !publishedAt))
      .filter(({ id }) => !dead.has(id))
      .sort((left, right) => left.position - right.position);
    const units = open
      .filter((event) => event.occurredAt <= now && !open.some((other) => isAhead(other, event)))
      .map(eventOf);
    const ids = units.map(({ id }) => id);
    return claimedBy(await lease(session, 'outbox', ids, now, limit), units);
  }

  async handledBy(id: OutboxEventId) {
    const handled = await this.store.session().where(processedEvents, ({ eventId }) => eventId === id);
    return new Set(handled.map(({ handler }) => handler));
  }

  async markHandled(id: OutboxEventId, handler: string) {
    await this.store.session().insertIfAbsent(processedEvents, { eventId: id, handler });
  }

  async markPublished(held: Lease, now: Date) {
    const session = this.store.session();
    if (await isHeld(session, held))
      await session.change(outboxEvents, held.unitId, (row) => ({ ...row, publishedAt: now }));
  }
}

function isAhead(other: OutboxRow, { position, aggregateType, aggregateId }: OutboxRow): boolean {
  return (
    other.position < position && other.aggregateType === aggregateType && other.aggregateId === aggregateId
  );
}

function eventOf({ id, name, aggregateType, aggregateId, occurredAt, payload }: OutboxRow): OutboxEvent {
  return { id, name, aggregateType, aggregateId, occurredAt, payload };
}
