import { inMemoryIdentity, inMemoryIdentityViews } from './identity/in-memory-identity.js';
import { InMemoryDatabase, type InMemoryDatabaseOptions } from './in-memory/in-memory-database.js';
import type { InMemoryStore } from './in-memory/in-memory-session.js';
import { InMemoryUnitOfWork } from './in-memory/in-memory-unit-of-work.js';
import { inMemoryPlatform, inMemoryQueues } from './platform/in-memory-platform.js';

/** Every transactional port, bound to a database or to one of its transactions. */
export function inMemoryScope(store: InMemoryStore) {
  return { ...inMemoryPlatform(store), ...inMemoryIdentity(store) };
}

export type InMemoryScope = ReturnType<typeof inMemoryScope>;

/** Every port of one store in memory, as `sqlStorage` offers those of one PostgreSQL database. */
export function inMemoryStorage(options: InMemoryDatabaseOptions = {}) {
  const database = new InMemoryDatabase(options);
  return {
    database,
    unitOfWork: new InMemoryUnitOfWork<InMemoryScope>(database, inMemoryScope),
    ...inMemoryScope(database),
    ...inMemoryQueues(database),
    ...inMemoryIdentityViews(database),
  };
}
