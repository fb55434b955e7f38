export { MongoDump, type MongoDumpOptions } from './backup/mongo-dump.js';
export type { CommandLogger } from './connection/command-monitor.js';
export { nameScratchDatabase, type ScratchDatabase } from './backup/scratch-database.js';
export { MongoConnection, type ConnectionLogger, type MongoOptions } from './connection/mongo-connection.js';
export { isDuplicateKey, translate } from './connection/mongo-errors.js';
export { readMigrations } from './migrations/migration-files.js';
export type { Migration, RunCommand } from './migrations/migration.js';
export {
  Migrator,
  type MigrationState,
  type MigrationStatus,
  type MigratorOptions,
} from './migrations/migrator.js';
export { mongoStorage, type MongoStorage } from './mongo-storage.js';
