import { SECOND } from '@2krika/domain';
import { aMessage, anId } from '@2krika/domain/testing';
import { Migrator, MongoConnection, mongoStorage } from '@2krika/adapters-mongo';
import { openTestDatabase, testServer, type TestDatabase } from './test-database.js';
import { useTestDatabase } from './use-mongo-storage.js';

/** For making databases beside other suites. */
const SLOW = 60 * SECOND;

async function onStorage<Result>(
  database: TestDatabase,
  work: (storage: ReturnType<typeof mongoStorage>) => Promise<Result>,
): Promise<Result> {
  const connection = MongoConnection.open(database);
  try {
    await connection.connected();
    return await work(mongoStorage(connection));
  } finally {
    await connection.close();
  }
}

describe('openTestDatabase', () => {
  it(
    'makes a migrated database for each name, which is gone once it is dropped',
    async () => {
      const chatId = anId();
      const [left, right] = [
        await openTestDatabase({ name: 'left' }),
        await openTestDatabase({ name: 'right' }),
      ];
      const lastSeq = (database: TestDatabase) =>
        onStorage(database, ({ messages }) => messages.lastSeq(chatId));
      await onStorage(left, ({ messages }) => messages.append(aMessage(chatId)));
      expect([await lastSeq(left), await lastSeq(right)]).toEqual([1, 0]);
      await left.drop();
      expect(await lastSeq(left)).toBe(0);
      await Promise.all([left.drop(), right.drop()]);
    },
    SLOW,
  );
});

describe('wipe', () => {
  const own = useTestDatabase({ name: 'wiped' });

  it('removes every document, but not how far the schema is', async () => {
    const chatId = anId();
    await onStorage(own(), ({ messages }) => messages.append(aMessage(chatId)));
    await own().wipe();
    expect(await onStorage(own(), ({ messages }) => messages.lastSeq(chatId))).toBe(0);
    const states = await new Migrator(own()).status();
    expect(states.map(({ state }) => state)).toEqual(states.map(() => 'applied'));
  });
});

describe('testServer', () => {
  const url = 'mongodb://127.0.0.1:1';

  it.each([
    [
      'outside of tests',
      { NODE_ENV: 'development', MONGO_DATABASE_URL: url, MONGO_DATABASE_NAME_TEST: 'shop_test' },
      'NODE_ENV=test',
    ],
    ['without a server', { NODE_ENV: 'test', MONGO_DATABASE_NAME_TEST: 'shop_test' }, 'are not set'],
    [
      'a database that is not for tests',
      { NODE_ENV: 'test', MONGO_DATABASE_URL: url, MONGO_DATABASE_NAME_TEST: 'shop' },
      'ends in _test: shop does not',
    ],
  ])('refuses %s', (_, env, message) => {
    expect(() => testServer(env)).toThrow(message);
  });
});
