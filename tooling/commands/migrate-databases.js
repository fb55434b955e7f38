import { SetupError, reasonOf } from '../dev-databases/setup-error.js';

/** @import { Databases } from '../dev-databases/start-databases.js' */

/**
 * Brings both databases to the schema of the code that was built.
 *
 * @param {Databases} databases
 * @throws {SetupError}
 */
export async function migrateDatabases({ sql, mongo }) {
  // Not before: they are compiled by the build.
  const { Migrator: SqlMigrator } = await import('@2krika/adapters-sql');
  const { Migrator: MongoMigrator } = await import('@2krika/adapters-mongo');
  const log = (/** @type {string} */ line) => console.log(`  ${line}`);
  try {
    await new SqlMigrator({ url: sql.url, log }).up();
    await new MongoMigrator({ url: mongo.url, databaseName: mongo.databaseName, log }).up();
  } catch (error) {
    throw new SetupError(`The databases could not be migrated: ${reasonOf(error)}`, { cause: error });
  }
}
