import {
  openTestDatabase as openMessages,
  type TestDatabase as Messages,
} from '@2krika/adapters-mongo/testing';
import { openTestDatabase, type TestDatabase } from '@2krika/adapters-sql/testing';
import { storyContract } from './story.contract.js';

describe('the product in memory', () => {
  storyContract(() => ({ persistence: 'memory' }));
});

describe('the product on PostgreSQL and MongoDB', () => {
  let database: TestDatabase;
  let messages: Messages;

  beforeAll(async () => {
    database = await openTestDatabase();
    messages = await openMessages({ name: 'story' });
  }, 60_000);

  afterAll(async () => {
    await messages.drop();
    await database.close();
  });

  storyContract(() => ({
    persistence: 'sql+mongo',
    environment: {
      SQL_DATABASE_URL_TEST: database.url,
      MONGO_DATABASE_URL: messages.url,
      MONGO_DATABASE_NAME_TEST: messages.databaseName,
    },
  }));
});
