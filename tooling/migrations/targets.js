import { Migrator as MongoMigrator } from '@2krika/adapters-mongo';
import { Migrator as SqlMigrator } from '@2krika/adapters-sql';
import { developmentMongoDatabase, developmentSqlDatabase } from '../dev-databases/start-databases.js';
import { SetupError, reasonOf } from '../dev-databases/setup-error.js';

/** @import { Target } from './actions.js' */
/** @typedef {{ target: Target, stop: () => Promise<void> }} OpenTarget */

/** What is migrated, in this order: PostgreSQL is the system of record. */
export const DATABASES = /** @type {const} */ (['sql', 'mongo']);

/**
 * Does something to the migrations of the databases of the environment, else of development.
 *
 * @param {readonly ('sql' | 'mongo')[]} names
 * @param {(line: string) => void} log told of each migration as it begins
 * @param {(targets: readonly Target[]) => Promise<void>} work
 * @throws {SetupError} whatever fails
 */
export async function onTargets(names, log, work) {
  /** @type {OpenTarget[]} */
  const open = [];
  try {
    for (const name of names) open.push(await (name === 'sql' ? openSql(log) : openMongo(log)));
    await work(open.map(({ target }) => target));
  } catch (error) {
    throw new SetupError(reasonOf(error), { cause: error });
  } finally {
    await Promise.all(open.map(({ stop }) => stop()));
  }
}

/**
 * @param {(line: string) => void} log
 * @returns {Promise<OpenTarget>}
 */
async function openSql(log) {
  requireVariable('SQL_DATABASE_URL');
  const { url, stop } = await developmentSqlDatabase();
  return { target: { database: 'sql', migrator: new SqlMigrator({ url, log }) }, stop };
}

/**
 * @param {(line: string) => void} log
 * @returns {Promise<OpenTarget>}
 */
async function openMongo(log) {
  requireVariable('MONGO_DATABASE_URL');
  const { url, databaseName, stop } = await developmentMongoDatabase();
  const migrator = new MongoMigrator({ url, databaseName, log });
  return { target: { database: 'mongo', migrator }, stop };
}

/**
 * @param {string} name
 * @throws {SetupError} in production, where databases of our own would be migrated and thrown away
 */
function requireVariable(name) {
  if (process.env['NODE_ENV'] !== 'production' || process.env[name] !== undefined) return;
  throw new SetupError(`${name} is not set.`);
}
