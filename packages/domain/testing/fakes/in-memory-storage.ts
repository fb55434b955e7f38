import { inMemoryCatalogue, inMemoryCatalogueViews } from './catalogue/in-memory-catalogue.js';
import { inMemoryFiles, inMemoryFileViews } from './files/in-memory-files.js';
import { inMemoryIdentity, inMemoryIdentityViews } from './identity/in-memory-identity.js';
import { InMemoryDatabase, type InMemoryDatabaseOptions } from './in-memory/in-memory-database.js';
import type { InMemoryStore } from './in-memory/in-memory-session.js';
import { InMemoryUnitOfWork } from './in-memory/in-memory-unit-of-work.js';
import { inMemoryKyc, inMemoryKycViews } from './kyc/in-memory-kyc.js';
import { inMemoryLedger, inMemoryLedgerViews } from './ledger/in-memory-ledger-ports.js';
import { inMemoryChatViews, inMemoryMessaging } from './messaging/in-memory-messaging.js';
import { inMemoryIntegrity, inMemoryOrdering, inMemoryOrderViews } from './ordering/in-memory-ordering.js';
import { inMemoryPayments, inMemoryPaymentViews } from './payments/in-memory-payments.js';
import { inMemoryPlatform, inMemoryQueues } from './platform/in-memory-platform.js';

/** Every transactional port, bound to a database or to one of its transactions. */
export function inMemoryScope(store: InMemoryStore) {
  return {
    ...inMemoryPlatform(store),
    ...inMemoryIdentity(store),
    ...inMemoryFiles(store),
    ...inMemoryKyc(store),
    ...inMemoryCatalogue(store),
    ...inMemoryMessaging(store),
    ...inMemoryLedger(store),
    ...inMemoryPayments(store),
    ...inMemoryOrdering(store),
  };
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
    ...inMemoryFileViews(database),
    ...inMemoryKycViews(database),
    ...inMemoryCatalogueViews(database),
    ...inMemoryChatViews(database),
    ...inMemoryLedgerViews(database),
    ...inMemoryPaymentViews(database),
    ...inMemoryOrderViews(database),
    ...inMemoryIntegrity(database),
  };
}
