import { openTestDatabase as openMessages } from '@2krika/adapters-mongo/testing';
import { openTestDatabase, type TestDatabase } from '@2krika/adapters-sql/testing';
import type { ProductStores } from './product.js';

/** Databases that only one product uses. */
export interface OwnStores extends ProductStores {
  readonly database: TestDatabase;
  close(): Promise<void>;
}

/** @param name of whoever uses them, for the name of a database */
export async function openStores(name: string): Promise<OwnStores> {
  const database = await openTestDatabase();
  const messages = await openMessages({ name });
  return {
    persistence: 'sql+mongo',
    environment: {
      SQL_DATABASE_URL_TEST: database.url,
      // Milliseconds: other suites are at work on the same cores.
      DB_POOL_ACQUIRE: '10000',
      MONGO_DATABASE_URL: messages.url,
      MONGO_DATABASE_NAME_TEST: messages.databaseName,
    },
    database,
    async close() {
      await messages.drop();
      await database.close();
    },
  };
}
