export { PostgresDump, type PostgresDumpOptions } from './backup/postgres-dump.js';
export { createScratchDatabase, type ScratchDatabase } from './backup/scratch-database.js';
export { DevelopmentClockStore } from './development/development-clock-store.js';
export { sqlIntegrity } from './integrity/sql-integrity.js';
export { sqlScope, sqlStorage, type SqlScope, type SqlStorage } from './sql-storage.js';
export { dumpSchema } from './migrations/dump-schema.js';
export { fingerprint, readMigrations } from './migrations/migration-files.js';
export type { Migration, RunStatement } from './migrations/migration.js';
export {
  Migrator,
  type MigrationState,
  type MigrationStatus,
  type MigratorOptions,
} from './migrations/migrator.js';
export type { DefineModel, Models } from './models/load-models.js';
export { Database } from './unit-of-work/database.js';
export {
  DEFAULT_POOL,
  DEFAULT_TIMEOUTS,
  type DatabaseOptions,
  type PoolOptions,
  type Timeouts,
} from './unit-of-work/database-options.js';
export type { PoolState } from './unit-of-work/pool-state.js';
export { PooledStore } from './unit-of-work/pooled-store.js';
export { foldStatement, type QueryLogger } from './unit-of-work/query-logger.js';
export { SequelizeUnitOfWork } from './unit-of-work/sequelize-unit-of-work.js';
export {
  ConnectionUnusable,
  Deadlock,
  SerializationFailure,
  TransactionConflict,
  translate,
} from './unit-of-work/sql-errors.js';
export type { SqlSession, SqlStore } from './unit-of-work/sql-session.js';
export { SqlTransaction } from './unit-of-work/sql-transaction.js';
export type { Refusals, SqlValue, Statement } from './unit-of-work/statement.js';
export { WakeUpListener, type WakeUpListenerOptions } from './wake-ups/wake-up-listener.js';
