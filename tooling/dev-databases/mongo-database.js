import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { keptFolder, throwAwayFolder } from './data-folder.js';
import { requireDocker, startMongoContainer } from './docker-containers.js';
import { firstThatWorks } from './first-that-works.js';
import { findMongod, mongod } from './mongod.js';
import { runningServer } from './server-process.js';
import { SetupError, reasonOf } from './setup-error.js';
import { standInMongo } from './stand-in-mongo.js';

/** @import { DataFolder } from './data-folder.js' */
/** @import { ServerProcess } from './server-process.js' */
/** @import { Request } from './start-databases.js' */

/**
 * @typedef {object} MongoServer
 * @property {string} url
 * @property {string} description what was chosen and why, in one line
 * @property {boolean} isStandIn not MongoDB itself: no query plans, no durability of MongoDB's own
 * @property {ServerProcess | null} server the server, when it is our own child
 * @property {() => Promise<void>} stop
 *
 * @typedef {MongoServer & { databaseName: string }} MongoDatabase
 */

/**
 * The server named in the environment, else a mongod, else a container (tests only), else the stand-in.
 *
 * @param {Request} request
 * @returns {Promise<MongoDatabase>}
 * @throws {SetupError}
 */
export async function mongoDatabase({ purpose, dataFolder, cacheFolder, env, log }) {
  const isTest = purpose === 'test';
  const databaseName = isTest
    ? (env['MONGO_DATABASE_NAME_TEST'] ?? '2krika_test')
    : (env['MONGO_DATABASE_NAME'] ?? '2krika');
  if (isTest && !databaseName.endsWith('_test')) {
    throw new SetupError(
      `MONGO_DATABASE_NAME_TEST is "${databaseName}", which the tests would wipe: it must end in _test.`,
    );
  }
  const given = env['MONGO_DATABASE_URL'];
  if (given !== undefined) return { databaseName, ...(await givenServer(given)) };

  const folder = isTest ? throwAwayFolder() : keptFolder(dataFolder);
  try {
    const { found, reasons } = await firstThatWorks(
      'No MongoDB server can be had: set MONGO_DATABASE_URL, put a mongod on PATH (or be online to download one), start a Docker engine (tests only), or put a JDK 17 and Maven on PATH for the stand-in.',
      [
        () => mongodServer(folder, env, log),
        ...(isTest ? [() => containerServer(folder, env)] : []),
        () => standInServer(folder, cacheFolder, env, log),
      ],
    );
    const description = reasons === '' ? found.description : `${found.description} (${reasons})`;
    return { databaseName, ...found, description };
  } catch (error) {
    folder.release();
    throw error;
  }
}

/**
 * @param {string} url
 * @returns {Promise<MongoServer>}
 */
async function givenServer(url) {
  try {
    const client = new MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
    await client.connect();
    await client.close();
  } catch (error) {
    throw new SetupError(`The MongoDB server of MONGO_DATABASE_URL does not let us in: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
  return {
    url,
    description: 'the server of MONGO_DATABASE_URL',
    isStandIn: false,
    server: null,
    stop: async () => {},
  };
}

/**
 * @param {DataFolder} folder
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} log
 */
async function mongodServer(folder, env, log) {
  const data = join(folder.path, 'mongod');
  const standInData = standInFolder(folder);
  // A network that came back must not make the chats written without it disappear.
  if (existsSync(standInData) && !existsSync(data)) {
    throw new SetupError(`the stand-in's data is in ${standInData}: remove it to look for a real server`);
  }
  const found = await findMongod(env, log);
  return ownServer(
    found.origin,
    folder,
    mongod({ path: found.path, folder: data, preferredPort: preferredPort(folder) }),
    false,
  );
}

/**
 * @param {DataFolder} folder
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<MongoServer>}
 */
async function containerServer(folder, env) {
  requireDocker(env);
  const { url, stop } = await startMongoContainer();
  folder.release();
  return { url, description: 'a container of the Docker engine', isStandIn: false, server: null, stop };
}

/**
 * @param {DataFolder} folder
 * @param {string} cacheFolder
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} log
 */
async function standInServer(folder, cacheFolder, env, log) {
  const server = await standInMongo({
    folder: standInFolder(folder),
    cacheFolder,
    preferredPort: preferredPort(folder),
    env,
    log,
  });
  return ownServer('mongo-java-server, a stand-in', folder, server, true);
}

/**
 * @param {DataFolder} folder
 * @returns {number} MongoDB's own, for the tools of people; the servers of tests keep out of their way
 */
const preferredPort = (folder) => (folder.isKept ? 27017 : 0);

/** @param {DataFolder} folder */
const standInFolder = (folder) => join(folder.path, 'mongo-java-server');

/**
 * @param {string} origin
 * @param {DataFolder} folder
 * @param {ServerProcess} server
 * @param {boolean} isStandIn
 * @returns {Promise<MongoServer>}
 */
async function ownServer(origin, folder, server, isStandIn) {
  const running = runningServer(server.spec.folder);
  if (running !== null) {
    return {
      url: `mongodb://127.0.0.1:${running.port}`,
      description: `${origin} already running on port ${running.port}, ${folder.note}`,
      isStandIn,
      server: null,
      stop: async () => {},
    };
  }
  await server.start();
  return {
    url: `mongodb://127.0.0.1:${server.port}`,
    description: `${origin} on port ${server.port}, ${folder.note}`,
    isStandIn,
    server,
    stop: async () => {
      await server.stop();
      folder.release();
    },
  };
}
