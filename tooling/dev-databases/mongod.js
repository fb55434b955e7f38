import { lookup } from 'node:dns/promises';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ServerProcess } from './server-process.js';
import { SetupError } from './setup-error.js';

/** The line the CI runs against; any server from 4.4 on will do when it is found installed. */
const VERSION = '7.0.14';
const DOWNLOAD_HOST = 'fastdl.mongodb.org';
const LOOKUP_TIMEOUT = 1_000;

/**
 * A mongod on PATH, one downloaded before, or one that can be downloaded now.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} log
 * @returns {Promise<{ path: string, origin: string }>}
 * @throws {SetupError} when there is none
 */
export async function findMongod(env, log) {
  const onPath = whereIs('mongod', env);
  if (onPath !== null) return { path: onPath, origin: 'mongod on PATH' };

  const { DryMongoBinary, MongoBinary } = await import('mongodb-memory-server');
  const cached = await DryMongoBinary.locateBinary({ version: VERSION });
  if (cached !== undefined) return { path: cached, origin: `mongod ${VERSION}, downloaded before` };

  // The downloader itself takes 7 s of retries to find out that it is offline.
  if (!(await resolves(DOWNLOAD_HOST))) {
    throw new SetupError(`no mongod on PATH, none downloaded before, ${DOWNLOAD_HOST} does not resolve`);
  }
  log(`MongoDB: downloading mongod ${VERSION} from ${DOWNLOAD_HOST}, once`);
  const path = await MongoBinary.getPath({ version: VERSION });
  return { path, origin: `mongod ${VERSION}, downloaded` };
}

/**
 * @param {object} options
 * @param {string} options.path of the program
 * @param {string} options.folder of the data
 * @param {number} [options.preferredPort]
 * @returns {ServerProcess} not yet started
 */
export function mongod({ path, folder, preferredPort = 0 }) {
  mkdirSync(folder, { recursive: true });
  return new ServerProcess({
    name: 'mongod',
    folder,
    preferredPort,
    launch: (port) => ({
      file: path,
      args: ['--dbpath', folder, '--port', String(port), '--bind_ip', '127.0.0.1'],
    }),
    ready: /waiting for connections/i,
    stopSignal: 'SIGTERM',
    abortSignal: 'SIGKILL',
  });
}

/**
 * @param {string} program
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | null}
 */
function whereIs(program, env) {
  for (const folder of (env['PATH'] ?? '').split(delimiter).filter((entry) => entry !== '')) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/**
 * @param {string} host
 * @returns {Promise<boolean>}
 */
async function resolves(host) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  /** @type {Promise<false>} */
  const tooLate = new Promise((resolve) => {
    timer = setTimeout(() => resolve(false), LOOKUP_TIMEOUT);
  });
  try {
    return await Promise.race([lookup(host).then(() => true), tooLate]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
