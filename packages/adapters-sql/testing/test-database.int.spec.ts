import { randomUUID } from 'node:crypto';
import { createOwnDatabase, openTestDatabase, type TestDatabase } from './test-database.js';
import { TestServer } from './test-server.js';

const ROLE = `INSERT INTO roles (code, name_fr, name_en) VALUES ('any', 'x', 'x')`;

async function count(test: TestDatabase, table: string): Promise<number> {
  const { rowCount } = await test.admin.query(`SELECT FROM ${table}`);
  return rowCount ?? 0;
}

describe('openTestDatabase', () => {
  it('lends every caller a migrated database that nobody else has meanwhile', async () => {
    const both = await Promise.all([openTestDatabase(), openTestDatabase()]);
    const [first, second] = both;
    expect(first.url).not.toBe(second.url);
    await first.admin.query(ROLE);
    expect(await count(second, 'roles')).toBe(0);
    await Promise.all(both.map((each) => each.close()));
  });

  it('lends it without the rows of those before, but says how far its schema is', async () => {
    const test = await openTestDatabase();
    await test.admin.query(ROLE);
    await test.admin.query(`SELECT graphile_worker.add_job('wake')`);
    await test.wipe();
    expect(await count(test, 'roles')).toBe(0);
    expect(await count(test, 'graphile_worker._private_jobs')).toBe(0);
    expect(await count(test, 'schema_migrations')).toBeGreaterThan(0);
    await test.close();
  });

  it('fails the test that leaves a transaction open, and gives the database back all the same', async () => {
    const test = await openTestDatabase({ onUnfinished: () => undefined });
    async function forget(): Promise<void> {
      await test.database.begin();
    }
    await forget();
    await expect(test.close()).rejects.toThrow('forget');
    const server = await TestServer.connect();
    const name = new URL(test.url).pathname.slice(1);
    expect(await server.tryLock(name)).toBe(true);
    await server.close();
  });
});

describe('wipe', () => {
  it('is stopped neither by foreign keys nor by triggers that refuse it', async () => {
    const own = await createOwnDatabase();
    await own.admin.query(`
      CREATE TABLE kept (id integer PRIMARY KEY);
      CREATE TABLE pointing (id integer REFERENCES kept);
      CREATE TRIGGER kept BEFORE DELETE ON kept FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      INSERT INTO kept VALUES (1); INSERT INTO pointing VALUES (1)`);
    await expect(own.admin.query('DELETE FROM kept')).rejects.toThrow('never changed or removed');
    await own.wipe();
    expect(await count(own, 'kept')).toBe(0);
    await own.close();
  });

  it('says so when somebody holds the rows', async () => {
    const own = await createOwnDatabase();
    const transaction = await own.database.begin();
    await transaction.session().execute({ name: 'hold', text: 'LOCK TABLE roles' }, []);
    await expect(own.wipe()).rejects.toThrow('lock timeout');
    await transaction.rollback();
    await own.wipe();
    await own.close();
  });
});

describe('createOwnDatabase', () => {
  it('makes a database that is gone once it is closed', async () => {
    const server = await TestServer.connect();
    const own = await createOwnDatabase();
    const name = new URL(own.url).pathname.slice(1);
    expect(name).toMatch(/_test$/);
    expect(await server.exists(name)).toBe(true);
    await own.close();
    expect(await server.exists(name)).toBe(false);
    await server.close();
  });

  it('makes one without a schema', async () => {
    const own = await createOwnDatabase({ migrated: false });
    await expect(own.admin.query('SELECT FROM schema_migrations')).rejects.toMatchObject({ code: '42P01' });
    await own.close();
  });
});

describe('TestServer', () => {
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

  it('makes the template once, however many ask for it, and drops those of other migrations', async () => {
    const own = await createOwnDatabase({ migrated: false });
    const env = { NODE_ENV: 'test', SQL_DATABASE_URL_TEST: own.url };
    const [left, right] = await Promise.all([TestServer.connect(env), TestServer.connect(env)]);
    const outdated = left.nameOf('00000000', 'template');
    const inUse = left.nameOf('00000000', 1);
    await left.create(outdated);
    await left.create(inUse);
    await right.lock(inUse);
    const [template, same] = await Promise.all([left.template(), right.template()]);
    expect(same).toBe(template);
    expect(await left.exists(outdated)).toBe(false);
    expect(await left.exists(inUse)).toBe(true);
    const copy = left.nameOf('own', randomUUID().slice(0, 8));
    await left.create(copy, template);
    for (const database of [copy, template, inUse]) await left.drop(database);
    await Promise.all([left.close(), right.close()]);
    await own.close();
  });
});
