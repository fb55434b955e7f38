import { randomUUID } from 'node:crypto';
import { SECOND } from '@2krika/domain';
import { createOwnDatabase, openTestDatabase, type TestDatabase } from './test-database.js';
import { TestServer } from './test-server.js';
import { useOwnDatabase, useTestDatabase } from './use-database.js';

/** For making databases beside other suites. */
const SLOW = 60 * SECOND;

const ROLE = `INSERT INTO roles (code, name_fr, name_en) VALUES ('any', 'x', 'x')`;

const opened: { close(): Promise<void> }[] = [];

function closedAfterwards<Opened extends { close(): Promise<void> }>(one: Opened): Opened {
  opened.push(one);
  return one;
}

afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
}, SLOW);

async function count(test: TestDatabase, table: string): Promise<number> {
  const { rowCount } = await test.admin.query(`SELECT FROM ${table}`);
  return rowCount ?? 0;
}

function nameOf({ url }: TestDatabase): string {
  return new URL(url).pathname.slice(1);
}

describe('openTestDatabase', () => {
  const test = useTestDatabase();

  it(
    'lends every caller a migrated database that nobody else has meanwhile',
    async () => {
      const other = closedAfterwards(await openTestDatabase());
      expect(other.url).not.toBe(test().url);
      await test().admin.query(ROLE);
      expect(await count(other, 'roles')).toBe(0);
    },
    SLOW,
  );

  it(
    'lends it without the rows of those before',
    async () => {
      const before = await openTestDatabase();
      await before.admin.query(ROLE);
      await before.close();
      const after = closedAfterwards(await openTestDatabase());
      expect(await count(after, 'roles')).toBe(0);
    },
    SLOW,
  );
});

describe('wipe', () => {
  const own = useOwnDatabase();

  it('removes every row, but not how far the schema is', async () => {
    await own().admin.query(ROLE);
    await own().wipe();
    expect(await count(own(), 'roles')).toBe(0);
    expect(await count(own(), 'schema_migrations')).toBeGreaterThan(0);
  });

  it('is stopped neither by foreign keys nor by triggers that refuse it', async () => {
    await own().admin.query(`
      CREATE TABLE kept (id integer PRIMARY KEY);
      CREATE TABLE pointing (id integer REFERENCES kept);
      CREATE TRIGGER kept BEFORE DELETE ON kept FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      INSERT INTO kept VALUES (1); INSERT INTO pointing VALUES (1)`);
    await expect(own().admin.query('DELETE FROM kept')).rejects.toThrow('never changed or removed');
    await own().wipe();
    expect(await count(own(), 'kept')).toBe(0);
  });

  it('says so when somebody holds the rows, and works once they are let go', async () => {
    const transaction = await own().database.begin();
    await transaction.session().execute({ name: 'hold', text: 'LOCK TABLE roles' }, []);
    await expect(own().wipe()).rejects.toThrow('lock timeout');
    await transaction.rollback();
    await expect(own().wipe()).resolves.toBeUndefined();
  });
});

describe('createOwnDatabase', () => {
  it(
    'makes a database that is gone once it is closed',
    async () => {
      const server = closedAfterwards(await TestServer.connect());
      const own = await createOwnDatabase();
      expect(nameOf(own)).toMatch(/_test$/);
      expect(await server.exists(nameOf(own))).toBe(true);
      await own.close();
      expect(await server.exists(nameOf(own))).toBe(false);
    },
    SLOW,
  );

  it(
    'makes one without a schema',
    async () => {
      const own = closedAfterwards(await createOwnDatabase({ migrated: false }));
      await expect(own.admin.query('SELECT FROM schema_migrations')).rejects.toMatchObject({ code: '42P01' });
    },
    SLOW,
  );

  it(
    'fails the test that leaves a transaction open, and drops the database all the same',
    async () => {
      const server = closedAfterwards(await TestServer.connect());
      const own = await createOwnDatabase({ migrated: false, onUnfinished: () => undefined });
      async function forget(): Promise<void> {
        await own.database.begin();
      }
      await forget();
      await expect(own.close()).rejects.toThrow('forget');
      expect(await server.exists(nameOf(own))).toBe(false);
    },
    SLOW,
  );
});

describe('TestServer', () => {
  const own = useOwnDatabase({ migrated: false });
  const url = 'postgresql://nobody@localhost:1/shop_test';

  it.each([
    ['outside of tests', { NODE_ENV: 'development', SQL_DATABASE_URL_TEST: url }, 'NODE_ENV=test'],
    ['without a server', { NODE_ENV: 'test' }, 'SQL_DATABASE_URL_TEST is not set'],
    [
      'a database that is not for tests',
      { NODE_ENV: 'test', SQL_DATABASE_URL_TEST: url.replace('_test', '') },
      '_test',
    ],
  ])('refuses %s', async (_, env, message) => {
    await expect(TestServer.connect(env)).rejects.toThrow(message);
  });

  it(
    'makes the template once, however many ask for it, and drops those of other migrations',
    async () => {
      // Databases named after this one's are nobody else's.
      const env = { NODE_ENV: 'test', SQL_DATABASE_URL_TEST: own().url };
      const left = closedAfterwards(await TestServer.connect(env));
      const right = closedAfterwards(await TestServer.connect(env));
      const user = closedAfterwards(await TestServer.connect(env));
      const [outdated, inUse] = [left.nameOf('00000000', 'template'), left.nameOf('00000000', 1)];
      const copy = left.nameOf('own', randomUUID().slice(0, 8));
      const made = [outdated, inUse, copy];
      closedAfterwards({
        close: async () => {
          for (const database of made) await left.drop(database);
        },
      });
      await left.create(outdated);
      await left.create(inUse);
      await user.lock(inUse);
      const [template, same] = await Promise.all([left.template(), right.template()]);
      made.push(template);
      expect(same).toBe(template);
      expect(await left.exists(outdated)).toBe(false);
      expect(await left.exists(inUse)).toBe(true);
      await left.create(copy, template);
      expect(await right.exists(copy)).toBe(true);
    },
    SLOW,
  );
});
