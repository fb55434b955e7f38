import { SetupError, reasonOf } from '../dev-databases/setup-error.js';

/** @import { Databases } from '../dev-databases/start-databases.js' */

/**
 * Brings the databases to the schema of the code that was built.
 *
 * @param {Databases} databases
 * @throws {SetupError}
 */
export async function migrateDatabases({ sql }) {
  // Not before: it is compiled by the build.
  const { Migrator } = await import('@2krika/adapters-sql');
  try {
    await new Migrator({ url: sql.url, log: (line) => console.log(`  ${line}`) }).up();
  } catch (error) {
    throw new SetupError(`The database could not be migrated: ${reasonOf(error)}`, { cause: error });
  }
}
