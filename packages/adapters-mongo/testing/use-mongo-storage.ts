import { MongoConnection, mongoStorage, type MongoStorage } from '@2krika/adapters-mongo';
import { openTestDatabase, type TestDatabase } from './test-database.js';

/**
 * Gives the suite around it every port on a database of its own, empty when its first test begins.
 * @returns the storage; callable once the tests run
 */
export function useMongoStorage(): () => Promise<MongoStorage> {
  let database: TestDatabase;
  let storage: MongoStorage;

  beforeAll(async () => {
    database = await openTestDatabase();
    const connection = MongoConnection.open(database);
    await connection.connected();
    storage = mongoStorage(connection);
  });

  afterAll(async () => {
    await storage.connection.close();
    await database.drop();
  });

  return () => Promise.resolve(storage);
}
