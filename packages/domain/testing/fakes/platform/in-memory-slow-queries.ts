import {
  addSlowCalls,
  offset,
  pageOf,
  SlowQueries,
  type CountedQuery,
  type PageRequest,
  type SlowQuery,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

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

  async list(page: PageRequest) {
    const rows = await this.store.session().all(slowQueries);
    const inOrder = rows.toSorted(
      (left, right) => right.totalMs - left.totalMs || (left.fingerprint < right.fingerprint ? -1 : 1),
    );
    const first = offset(page);
    return pageOf(inOrder.slice(first, first + page.limit), rows.length, page);
  }

  find(fingerprint: string) {
    return this.store.session().find(slowQueries, fingerprint);
  }
}
