import {
  addSlowCalls,
  SlowQueries,
  type CountedQuery,
  type ListRequest,
  type Position,
  type SlowQuery,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';
import { listOf } from '../in-memory/list-of.js';

const slowQueries = new InMemoryTable<SlowQuery>({
  name: 'slow-query',
  key: ({ fingerprint }) => fingerprint,
});

export class InMemorySlowQueries extends SlowQueries {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async add(counted: readonly CountedQuery[], now: Date) {
    // In one order, so that two that add the same do not wait for each other.
    const inOrder = counted.toSorted((left, right) => (left.fingerprint < right.fingerprint ? -1 : 1));
    await this.store.session().together(async (session) => {
      for (const query of inOrder) {
        const isNew = await session.insertIfAbsent(slowQueries, {
          ...query,
          firstSeenAt: now,
          lastSeenAt: now,
        });
        if (isNew) continue;
        await session.change(slowQueries, query.fingerprint, (row) => ({
          ...row,
          ...addSlowCalls(row, query),
          firstSeenAt: row.firstSeenAt < now ? row.firstSeenAt : now,
          lastSeenAt: row.lastSeenAt > now ? row.lastSeenAt : now,
        }));
      }
    });
  }

  async list<Request extends ListRequest>(request: Request) {
    const rows = await this.store.session().all(slowQueries);
    return listOf(rows, request, { positionOf: byTotal, viewOf: (query) => query });
  }

  find(fingerprint: string) {
    return this.store.session().find(slowQueries, fingerprint);
  }
}

/** A length of time has the order of the instants that lie so long after 1970. */
function byTotal({ totalMs, fingerprint }: SlowQuery): Position {
  return { at: new Date(totalMs), id: fingerprint };
}
