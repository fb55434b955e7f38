import { resolve } from 'node:path';
import { SetupError } from '../dev-databases/setup-error.js';

/**
 * Lets work run on the databases of SQL_DATABASE_URL and MONGO_DATABASE_URL, or else on those of development, found or
 * started for it. A fault that people can do something about is one line.
 *
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} work gets the environment that names both
 * @returns {Promise<number>} its exit code
 */
export async function useDatabases(work) {
  const env = {
    ...process.env,
    NODE_ENV: process.env['NODE_ENV'] ?? 'development',
    DATA_FOLDER: resolve(process.env['DATA_FOLDER'] ?? '.data'),
  };
  const { started, ...names } = await databasesOf(env);
  try {
    return await work({ ...env, ...names });
  } catch (error) {
    if (!isForPeople(error)) throw error;
    throw new SetupError(error.message, { cause: error });
  } finally {
    await started?.stop();
  }
}

/** @param {NodeJS.ProcessEnv} env */
async function databasesOf(env) {
  const { SQL_DATABASE_URL, MONGO_DATABASE_URL } = env;
  if (SQL_DATABASE_URL !== undefined && MONGO_DATABASE_URL !== undefined) return { started: null };
  // Not before it is needed: an image of production is without it.
  const { startDatabases } = await import('../dev-databases/start-databases.js');
  const started = await startDatabases({ purpose: 'development', env, dataFolder: env['DATA_FOLDER'] });
  return {
    started,
    SQL_DATABASE_URL: started.sql.url,
    MONGO_DATABASE_URL: started.mongo.url,
    MONGO_DATABASE_NAME: started.mongo.databaseName,
  };
}

/** What says all there is to say in its message. */
const FOR_PEOPLE = ['BackupFailed', 'RestoreRefused', 'Unavailable', 'InvalidEnvironment'];

/**
 * @param {unknown} error
 * @returns {error is Error}
 */
function isForPeople(error) {
  return error instanceof Error && FOR_PEOPLE.includes(error.name);
}
