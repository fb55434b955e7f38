import { join } from 'node:path';
import { developmentSecrets } from './development-secrets.js';

/** @import { Databases } from '../dev-databases/start-databases.js' */

/**
 * What the apps are told in development. Whatever is set outside wins.
 *
 * @param {object} options
 * @param {NodeJS.ProcessEnv} options.env
 * @param {Databases} options.databases
 * @param {string} options.dataFolder
 * @param {number} options.apiPort
 * @param {number} options.sandboxPort
 * @returns {NodeJS.ProcessEnv}
 */
export function developmentEnvironment({ env, databases, dataFolder, apiPort, sandboxPort }) {
  return {
    NODE_ENV: 'development',
    API_URL: `http://127.0.0.1:${apiPort}`,
    SANDBOX_DATA_FOLDER: join(dataFolder, 'sandbox-provider'),
    // Nobody balances here, so nobody has to notice first.
    DRAIN_MS: '0',
    ...developmentSecrets(dataFolder),
    ...env,
    DATA_FOLDER: dataFolder,
    PORT: String(apiPort),
    SANDBOX_PORT: String(sandboxPort),
    SQL_DATABASE_URL: databases.sql.url,
    MONGO_DATABASE_URL: databases.mongo.url,
    MONGO_DATABASE_NAME: databases.mongo.databaseName,
  };
}
