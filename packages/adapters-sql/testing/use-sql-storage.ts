import { sqlStorage, type SqlStorage } from '@2krika/adapters-sql';
import { useTestDatabase } from './use-database.js';

/**
 * Gives the suite around it every port on a database of its own, empty when its first test begins.
 * @returns the storage; callable once the tests run
 */
export function useSqlStorage(): () => Promise<SqlStorage> {
  const opened = useTestDatabase();
  let storage: SqlStorage;

  beforeAll(() => {
    storage = sqlStorage(opened().database);
  });

  return () => Promise.resolve(storage);
}
