import { sqlStorage, type SqlStorage } from '@2krika/adapters-sql';
import { openTestDatabase, type TestDatabase } from './test-database.js';

/**
 * Gives the suite around it every port on a database of its own, empty when its first test begins.
 * @returns the storage; callable once the tests run
 */
export function useSqlStorage(): () => Promise<SqlStorage> {
  let opened: TestDatabase;
  let storage: SqlStorage;

  beforeAll(async () => {
    opened = await openTestDatabase();
    storage = sqlStorage(opened.database);
  });

  afterAll(() => opened.close());

  return () => Promise.resolve(storage);
}
