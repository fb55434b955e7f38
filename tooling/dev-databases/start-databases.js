import { fileURLToPath } from 'node:url';
import { mongoDatabase } from './mongo-database.js';
import { sqlDatabase } from './sql-database.js';

/** @import { MongoDatabase } from './mongo-database.js' */
/** @import { SqlDatabase } from './sql-database.js' */

/**
 * @typedef {object} Request
 * @property {'development' | 'test'} purpose development data is kept, test data is thrown away
 * @property {string} dataFolder of development data
 * @property {string} cacheFolder of what is fetched once
 * @property {NodeJS.ProcessEnv} env
 * @property {(line: string) => void} log
 *
 * @typedef {object} Databases
 * @property {SqlDatabase} sql
 * @property {MongoDatabase} mongo
 * @property {() => Promise<void>} stop ends the servers that are ours
 */

const repository = (/** @type {string} */ folder) =>
  fileURLToPath(new URL(`../../${folder}`, import.meta.url));

const printLine = (/** @type {string} */ line) => process.stdout.write(`${line}\n`);

/**
 * What is asked for in development, unless told otherwise.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Request}
 */
function developmentRequest(env) {
  return {
    purpose: 'development',
    dataFolder: env['DATA_FOLDER'] ?? repository('.data'),
    cacheFolder: repository('.cache'),
    env,
    log: printLine,
  };
}

/**
 * The development database of PostgreSQL alone, found or started.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<SqlDatabase>}
 */
export function developmentSqlDatabase(env = process.env) {
  return sqlDatabase(developmentRequest(env));
}

/**
 * The development database of MongoDB alone, found or started.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<MongoDatabase>}
 */
export function developmentMongoDatabase(env = process.env) {
  return mongoDatabase(developmentRequest(env));
}

/**
 * Finds or starts both database servers, and says which and why.
 *
 * @param {object} options
 * @param {'development' | 'test'} options.purpose
 * @param {string} [options.dataFolder] by default DATA_FOLDER, else `.data` in the repository
 * @param {string} [options.cacheFolder] by default `.cache` in the repository
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {(line: string) => void} [options.log]
 * @returns {Promise<Databases>}
 * @throws {import('./setup-error.js').SetupError} when one cannot be had; then none is left running
 */
export async function startDatabases({
  purpose,
  env = process.env,
  dataFolder = env['DATA_FOLDER'] ?? repository('.data'),
  cacheFolder = repository('.cache'),
  log = printLine,
}) {
  const request = { purpose, dataFolder, cacheFolder, env, log };
  const asked = /** @type {const} */ ([sqlDatabase(request), mongoDatabase(request)]);
  try {
    const [sql, mongo] = await Promise.all(asked);
    log(`PostgreSQL: ${sql.description}`);
    log(`MongoDB: ${mongo.description}`);
    return {
      sql,
      mongo,
      stop: async () => {
        await Promise.all([sql.stop(), mongo.stop()]);
      },
    };
  } catch (error) {
    for (const outcome of await Promise.allSettled(asked)) {
      if (outcome.status === 'fulfilled') await outcome.value.stop();
    }
    throw error;
  }
}
