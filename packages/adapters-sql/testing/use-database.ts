import { SECOND } from '@2krika/domain';
import {
  createOwnDatabase,
  openTestDatabase,
  type OwnDatabaseOptions,
  type TestDatabase,
  type TestDatabaseOptions,
} from './test-database.js';

/** Whoever comes first makes the template while the others wait, and all of them share the cores. */
const OPENING_TIMEOUT = 60 * SECOND;

/**
 * Many suites share few cores and one server: a request would be told to try again, a race of twenty in a suite
 * must be run to its end.
 */
const PATIENT: TestDatabaseOptions = {
  pool: { acquire: 20 * SECOND },
  timeouts: { connect: 20 * SECOND, lock: 15 * SECOND, statement: 20 * SECOND, query: 21 * SECOND },
};

/**
 * Gives the suite around it a migrated database, empty when its first test begins.
 * @returns the database; callable once the tests run
 */
export function useTestDatabase(options: TestDatabaseOptions = {}): () => TestDatabase {
  return use(() => openTestDatabase({ ...PATIENT, ...options }));
}

/**
 * Gives the suite around it a database whose schema it may change and whose backends it may kill.
 * @returns the database; callable once the tests run
 */
export function useOwnDatabase(options: OwnDatabaseOptions = {}): () => TestDatabase {
  return use(() => createOwnDatabase(options));
}

function use(open: () => Promise<TestDatabase>): () => TestDatabase {
  let opened: TestDatabase | null = null;
  beforeAll(async () => {
    opened = await open();
  }, OPENING_TIMEOUT);
  afterAll(async () => {
    await opened?.close();
  }, OPENING_TIMEOUT);
  return () => {
    if (opened === null)
      throw new Error('The database is opened before the first test, not while tests are collected.');
    return opened;
  };
}
