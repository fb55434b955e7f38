import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canEnter, postgresOwner } from './embedded-postgres.js';
import { onParentDeath } from './parent-death.js';
import { SetupError, reasonOf } from './setup-error.js';

const VARIABLE_FOLDER = '/var/lib/2krika';

/**
 * @typedef {object} DataFolder
 * @property {string} path there and writable
 * @property {string} note what becomes of the data, for people
 * @property {boolean} isKept
 * @property {() => void} release removes what is not kept
 */

/**
 * @param {string} path
 * @returns {DataFolder}
 * @throws {SetupError} when it cannot be written
 */
export function keptFolder(path) {
  try {
    mkdirSync(path, { recursive: true, mode: 0o755 });
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new SetupError(
      `The data folder ${path} cannot be written (${reasonOf(error)}): make it writable or remove what is in its place.`,
      { cause: error },
    );
  }
  return { path, note: `data in ${path}`, isKept: true, release: () => {} };
}

/**
 * @param {string} path the one asked for
 * @returns {DataFolder} the same, or one in the system's variable folder when PostgreSQL's user cannot enter it
 * @throws {SetupError} when it cannot be written
 */
export function keptPostgresFolder(path) {
  const folder = keptFolder(path);
  if (canEnter(postgresOwner(), path)) return folder;
  const key = createHash('sha256').update(path).digest('hex').slice(0, 12);
  const elsewhere = keptFolder(join(VARIABLE_FOLDER, key));
  return { ...elsewhere, note: `${elsewhere.note}, because PostgreSQL's user may not enter ${path}` };
}

/**
 * One for a run of the tests, which PostgreSQL's user can enter. It is gone when we are, even if nobody
 * releases it.
 *
 * @returns {DataFolder}
 */
export function throwAwayFolder() {
  const path = mkdtempSync(join(tmpdir(), '2krika-test-'));
  chmodSync(path, 0o755);
  // The servers die at the same time as we do: what they still write is removed by the next try.
  const guard = onParentDeath('for _ in 1 2 3 4 5 6 7 8 9 10; do rm -rf "$1"; sleep 0.2; done', path);
  return {
    path,
    note: 'data thrown away',
    isKept: false,
    release: () => {
      rmSync(path, { recursive: true, force: true, maxRetries: 5 });
      guard.cancel();
    },
  };
}
