import { sqlCatalogue, sqlCatalogueViews } from './catalogue/sql-catalogue.js';
import { sqlFiles, sqlFileViews } from './files/sql-files.js';
import { sqlIdentity, sqlIdentityViews } from './identity/sql-identity.js';
import { sqlIntegrity } from './integrity/sql-integrity.js';
import { sqlKyc, sqlKycViews } from './kyc/sql-kyc.js';
import { sqlLedger, sqlLedgerViews } from './ledger/sql-ledger.js';
import { sqlChatViews, sqlMessaging } from './messaging/sql-messaging.js';
import { sqlOrdering, sqlOrderViews } from './ordering/sql-ordering.js';
import { sqlPayments, sqlPaymentViews } from './payments/sql-payments.js';
import { sqlPlatform, sqlQueues } from './platform/sql-platform.js';
import { SqlQueryPlans } from './platform/sql-query-plans.js';
import type { Database } from './unit-of-work/database.js';
import { SequelizeUnitOfWork } from './unit-of-work/sequelize-unit-of-work.js';
import type { SqlStore } from './unit-of-work/sql-session.js';

/** Every transactional port, bound to the database or to one of its transactions. */
export function sqlScope(store: SqlStore) {
  const { orders, pendingPayments } = sqlOrdering(store);
  return {
    // Made for each transaction: V8 takes several times as long over a literal that begins with a spread.
    orders,
    pendingPayments,
    ...sqlPlatform(store),
    ...sqlIdentity(store),
    ...sqlFiles(store),
    ...sqlKyc(store),
    ...sqlCatalogue(store),
    ...sqlMessaging(store),
    ...sqlLedger(store),
    ...sqlPayments(store),
  };
}

export type SqlScope = ReturnType<typeof sqlScope>;

/** Every port PostgreSQL implements, on one database. */
export function sqlStorage(database: Database) {
  return {
    database,
    unitOfWork: new SequelizeUnitOfWork<SqlScope>(database, sqlScope),
    ...sqlScope(database),
    // The outbox must go on when requests have taken every connection.
    ...sqlQueues(database.reserved),
    queryPlans: new SqlQueryPlans(database),
    ...sqlIdentityViews(database),
    ...sqlFileViews(database),
    ...sqlKycViews(database),
    ...sqlCatalogueViews(database),
    ...sqlChatViews(database),
    ...sqlLedgerViews(database),
    ...sqlPaymentViews(database),
    ...sqlOrderViews(database),
    ...sqlIntegrity(database),
  };
}

export type SqlStorage = ReturnType<typeof sqlStorage>;
