import { join } from 'node:path';
import { Client } from 'pg';
import { keptPostgresFolder, throwAwayFolder } from './data-folder.js';
import { requireDocker, startPostgresContainer } from './docker-containers.js';
import { embeddedPostgres, ensureDatabase, urlOfRunning } from './embedded-postgres.js';
import { firstThatWorks } from './first-that-works.js';
import { runningServer } from './server-process.js';
import { SetupError, reasonOf } from './setup-error.js';

/** @import { DataFolder } from './data-folder.js' */
/** @import { ServerProcess } from './server-process.js' */
/** @import { Request } from './start-databases.js' */

/**
 * @typedef {object} SqlDatabase
 * @property {string} url
 * @property {string} description what was chosen and why, in one line
 * @property {ServerProcess | null} server the server, when it is our own child
 * @property {() => Promise<void>} stop
 */

/**
 * The server named in the environment, else a container (tests only), else an embedded one.
 *
 * @param {Request} request
 * @returns {Promise<SqlDatabase>}
 * @throws {SetupError}
 */
export async function sqlDatabase({ purpose, dataFolder, env }) {
  const isTest = purpose === 'test';
  const variable = isTest ? 'SQL_DATABASE_URL_TEST' : 'SQL_DATABASE_URL';
  const given = env[variable];
  if (given !== undefined) return givenDatabase(variable, given, isTest);

  const name = isTest ? '2krika_test' : '2krika';
  const folder = isTest ? throwAwayFolder() : keptPostgresFolder(dataFolder);
  try {
    const { found, reasons } = await firstThatWorks(
      `No PostgreSQL server can be had: set ${variable}, start a Docker engine (tests only), or install the dependencies again for the embedded one.`,
      [...(isTest ? [() => containerDatabase(name, folder, env)] : []), () => embeddedDatabase(name, folder)],
    );
    const why = reasons === '' ? `no ${variable}` : `no ${variable}; ${reasons}`;
    return { ...found, description: `${found.description} (${why})` };
  } catch (error) {
    folder.release();
    throw error;
  }
}

/**
 * @param {string} variable
 * @param {string} url
 * @param {boolean} isTest
 * @returns {Promise<SqlDatabase>}
 */
async function givenDatabase(variable, url, isTest) {
  const name = URL.canParse(url) ? new URL(url).pathname.slice(1) : '';
  if (name === '')
    throw new SetupError(`${variable} is no URL of the form postgresql://user@host:5432/database.`);
  if (isTest && !name.endsWith('_test')) {
    throw new SetupError(
      `${variable} names the database "${name}", which the tests would wipe: its name must end in _test.`,
    );
  }
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    throw new SetupError(`The PostgreSQL server of ${variable} does not let us in: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
  return { url, description: `the server of ${variable}`, server: null, stop: async () => {} };
}

/**
 * @param {string} name
 * @param {DataFolder} folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<SqlDatabase>}
 */
async function containerDatabase(name, folder, env) {
  requireDocker(env);
  const { url, stop } = await startPostgresContainer(name);
  folder.release();
  return { url, description: 'a container of the Docker engine', server: null, stop };
}

/**
 * @param {string} name
 * @param {DataFolder} folder
 * @returns {Promise<SqlDatabase>}
 */
async function embeddedDatabase(name, folder) {
  const running = runningServer(join(folder.path, 'postgres'));
  if (running !== null) {
    return {
      url: urlOfRunning(folder.path, running.port, name),
      description: `embedded server already running on port ${running.port}, ${folder.note}`,
      server: null,
      stop: async () => {},
    };
  }
  const postgres = await embeddedPostgres({
    folder: folder.path,
    preferredPort: folder.isKept ? 5432 : 0,
    throwAway: !folder.isKept,
  });
  await postgres.server.start();
  await ensureDatabase(postgres, name);
  return {
    url: postgres.urlOf(name),
    description: `embedded server on port ${postgres.server.port}, ${folder.note}`,
    server: postgres.server,
    stop: async () => {
      await postgres.server.stop();
      folder.release();
    },
  };
}
