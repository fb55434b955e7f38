import { MongoConnection, mongoStorage, type MongoStorage } from '@2krika/adapters-mongo';
import { SECOND } from '@2krika/domain';
import { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.js';

/** All suites share the cores. */
const OPENING_TIMEOUT = 60 * SECOND;

/**
 * Gives the suite around it a database of its own, empty when its first test begins.
 * @returns the database; callable once the tests run
 */
export function useTestDatabase(options: TestDatabaseOptions = {}): () => TestDatabase {
  let opened: TestDatabase | null = null;
  beforeAll(async () => {
    opened = await openTestDatabase(options);
  }, OPENING_TIMEOUT);
  afterAll(async () => {
    await opened?.drop();
  }, OPENING_TIMEOUT);
  return () => {
    if (opened === null)
      throw new Error('The database is opened before the first test, not while tests are collected.');
    return opened;
  };
}

/**
 * Gives the suite around it every port on a database of its own, empty when its first test begins.
 * @returns the storage; callable once the tests run
 */
export function useMongoStorage(): () => Promise<MongoStorage> {
  const database = useTestDatabase();
  let storage: MongoStorage;

  beforeAll(async () => {
    const connection = MongoConnection.open(database());
    await connection.connected();
    storage = mongoStorage(connection);
  }, OPENING_TIMEOUT);

  afterAll(() => storage.connection.close());

  return () => Promise.resolve(storage);
}
