import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Migrator as MongoMigrator, MongoConnection, mongoStorage } from '@2krika/adapters-mongo';
import { Database, Migrator, sqlStorage } from '@2krika/adapters-sql';
import { factsOf, rowsOf } from '@2krika/adapters-sql/testing';
import { CheckStores, ORDER_STATES } from '@2krika/domain';
import { Client } from 'pg';
import { developmentSecrets } from '../commands/development-secrets.js';
import { openEmptyDatabases, type EmptyDatabases } from '../migrations/testing/empty-databases.js';
import { seedMarketplace } from './seed-marketplace.js';

/** On a busy machine, and the first time on it. */
const PATIENCE = 300_000;
const AT = new Date('2026-03-02T10:00:00.000Z');

describe('the market of db:seed', () => {
  let folder: string;
  const opened: EmptyDatabases[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'seed-'));
  });

  afterAll(async () => {
    for (const databases of opened) await databases.drop();
    rmSync(folder, { recursive: true });
  }, PATIENCE);

  async function openDatabases(label: string): Promise<EmptyDatabases> {
    const databases = await openEmptyDatabases(label);
    opened.push(databases);
    return databases;
  }

  async function openMigrated(label: string): Promise<EmptyDatabases> {
    const databases = await openDatabases(label);
    await new Migrator({ url: databases.sqlUrl }).up();
    await new MongoMigrator({ url: databases.mongoUrl, databaseName: databases.name }).up();
    return databases;
  }

  async function seed({ sqlUrl, mongoUrl, name }: EmptyDatabases, scale: number): Promise<string[]> {
    const told: string[] = [];
    const env = {
      ...developmentSecrets(folder),
      NODE_ENV: 'development',
      DATA_FOLDER: folder,
      API_URL: 'http://127.0.0.1:1',
      SANDBOX_PROVIDER_URL: 'http://127.0.0.1:1',
      SQL_DATABASE_URL: sqlUrl,
      MONGO_DATABASE_URL: mongoUrl,
      MONGO_DATABASE_NAME: name,
    };
    const report = (part: string, done: number, total: number) => {
      if (done === total) told.push(`${part} ${total}`);
    };
    await seedMarketplace({ env, scale, at: AT, report });
    return told;
  }

  /** What PostgreSQL holds, and what was said. */
  async function contents({ sqlUrl, mongoUrl, name }: EmptyDatabases) {
    const client = new Client({ connectionString: sqlUrl });
    await client.connect();
    const connection = MongoConnection.open({ url: mongoUrl, databaseName: name });
    await connection.connected();
    try {
      const ids = async (table: string) =>
        (await client.query<{ id: string }>(`SELECT id FROM ${table} ORDER BY id`)).rows.map(({ id }) => id);
      const { rows: chats } = await client.query<{ id: string }>('SELECT id FROM chats ORDER BY id');
      return {
        rows: await rowsOf(client),
        facts: await factsOf(client),
        ids: [await ids('services'), await ids('options'), await ids('orders'), await ids('payments')],
        said: await mongoStorage(connection).messageIntegrity.summaries(chats.map(({ id }) => id)),
      };
    } finally {
      await Promise.all([client.end(), connection.close()]);
    }
  }

  /** What the proof of the ledger and the comparison of the stores object to. */
  async function faults({ sqlUrl, mongoUrl, name }: EmptyDatabases) {
    const database = await Database.open({ url: sqlUrl });
    const connection = MongoConnection.open({ url: mongoUrl, databaseName: name });
    await connection.connected();
    try {
      const { ledgerProof, chatIntegrity } = sqlStorage(database);
      const stores = new CheckStores(chatIntegrity, mongoStorage(connection).messageIntegrity);
      const reports = [...(await ledgerProof.check()), ...(await stores.execute())];
      return reports.filter(({ violations }) => violations > 0);
    } finally {
      await Promise.all([database.close(), connection.close()]);
    }
  }

  it(
    'has orders in every state whose books and chats are right, grows, and is the same when made again',
    async () => {
      const [grown, whole] = [await openMigrated('seed_grown'), await openMigrated('seed_whole')];
      expect(await seed(grown, 100)).toEqual(['services 100', 'orders 10']);
      expect(await seed(grown, 200)).toEqual(['services 200', 'orders 20']);
      expect(await faults(grown)).toEqual([]);
      const before = await contents(grown);
      await seed(grown, 200);
      await seed(grown, 100);
      const after = await contents(grown);
      expect(after).toEqual(before);

      const states = new Set((after.rows['orders'] ?? []).map((row) => JSON.parse(row).state as string));
      expect([...states].sort()).toEqual([...ORDER_STATES].sort());
      expect(after.said.every(({ messages }) => messages > 1)).toBe(true);

      await seed(whole, 200);
      expect(await faults(whole)).toEqual([]);
      const same = await contents(whole);
      expect(same.ids).toEqual(after.ids);
      expect(same.said).toEqual(after.said);
      expect(same.facts).toEqual(after.facts);
    },
    PATIENCE,
  );

  it(
    'is refused by databases that are not migrated',
    async () => {
      const databases = await openDatabases('seed_empty');
      await expect(seed(databases, 100)).rejects.toThrow(
        'The databases are not as the code needs them: npm run migrate first.',
      );
    },
    PATIENCE,
  );
});

describe('a market that something runs on', () => {
  it(
    'is not seeded',
    async () => {
      const databases = await openEmptyDatabases('seed_busy');
      const folder = mkdtempSync(join(tmpdir(), 'seed-'));
      const client = new Client({ connectionString: databases.sqlUrl });
      try {
        await new Migrator({ url: databases.sqlUrl }).up();
        await new MongoMigrator({ url: databases.mongoUrl, databaseName: databases.name }).up();
        await client.connect();
        await client.query(
          `INSERT INTO development_processes (id, offset_ms, seen_at)
           VALUES (gen_random_uuid(), 0, clock_timestamp() + interval '1 hour')`,
        );
        const env = {
          ...{ ...developmentSecrets(folder), NODE_ENV: 'development', DATA_FOLDER: folder },
          ...{ API_URL: 'http://127.0.0.1:1', SANDBOX_PROVIDER_URL: 'http://127.0.0.1:1' },
          ...{ SQL_DATABASE_URL: databases.sqlUrl, MONGO_DATABASE_URL: databases.mongoUrl },
          MONGO_DATABASE_NAME: databases.name,
        };
        const report = () => undefined;
        await expect(seedMarketplace({ env, scale: 100, at: AT, report })).rejects.toThrow(
          'Something runs on these databases, such as npm start: stop it, and start it again after.',
        );
      } finally {
        await client.end();
        await databases.drop();
        rmSync(folder, { recursive: true });
      }
    },
    PATIENCE,
  );
});

describe('npm run db:seed', () => {
  const COMMAND = fileURLToPath(new URL('../commands/db-seed.js', import.meta.url));
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...env },
    });
    return { status, lines: `${stdout}${stderr}`.trimEnd().split('\n') };
  };

  it.each<[string, readonly string[], NodeJS.ProcessEnv, string]>([
    ['a production', [], { NODE_ENV: 'production' }, 'NODE_ENV is production.'],
    ['too large a market', ['--scale', '1000001'], {}, '--scale is a whole number from 100 to 1000000'],
    ['a scale that is no number', ['--scale', 'many'], {}, 'not "many".'],
    ['a time that is none', ['--at', 'noon'], {}, '--at is a time such as'],
    ['an argument it does not know', ['--loud'], {}, `Unknown option '--loud'`],
  ])('refuses %s in one line', (_, args, env, message) => {
    expect(run(args, env)).toEqual({ status: 1, lines: [expect.stringContaining(message)] });
  });

  it('prints its help', () => {
    const { status, lines } = run(['--help']);
    expect([status, lines[0]]).toEqual([0, expect.stringContaining('npm run db:seed')]);
  });
});
