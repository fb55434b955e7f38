import { OutboxHistory } from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { outboxEvents, processedEvents } from './in-memory-outbox.js';

/** Here a place is given out and taken in one step, so there is nobody to wait for. */
export class InMemoryOutboxHistory extends OutboxHistory {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async lastSettled() {
    const events = await this.store.session().all(outboxEvents);
    const places = events.map(({ position }) => position);
    const open = events.filter(({ publishedAt }) => !publishedAt).map(({ position }) => position - 1);
    return BigInt(Math.min(Math.max(0, ...places), ...open));
  }

  async handledAfter(position: bigint, handler: string, limit: number) {
    const session = this.store.session();
    const handled = await session.where(processedEvents, (row) => row.handler === handler);
    const ids = new Set(handled.map(({ eventId }) => eventId));
    const events = await session.where(outboxEvents, (row) => row.position > position && ids.has(row.id));
    return events
      .sort((left, right) => left.position - right.position)
      .slice(0, limit)
      .map(({ position: place, publishedAt: _, ...event }) => ({ position: BigInt(place), event }));
  }
}
