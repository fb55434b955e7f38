import { fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import pg from 'pg';
import { keptPostgresFolder, throwAwayFolder } from './data-folder.js';
import type { DataFolder } from './data-folder.js';
import { isFree } from './free-port.js';
import { mongoDatabase } from './mongo-database.js';
import type { MongoDatabase } from './mongo-database.js';
import { startDatabases } from './start-databases.js';
import type { Databases } from './start-databases.js';
import { until } from './testing/until.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A busy machine, or the first run on it, which fetches the jars of the stand-in. */
const PATIENCE = 180_000;

/** What is set for the whole run must not decide here. */
const bare = { PATH: process.env['PATH'] };
const quiet = { log: () => undefined };

let folder: DataFolder;
const started: Databases[] = [];

async function start(options: Parameters<typeof startDatabases>[0]): Promise<Databases> {
  const databases = await startDatabases({ env: bare, ...quiet, ...options });
  started.push(databases);
  return databases;
}

beforeEach(() => {
  folder = throwAwayFolder();
});

afterEach(async () => {
  await Promise.all(started.splice(0).map((databases) => databases.stop()));
  folder.release();
}, PATIENCE);

async function write(databases: Databases): Promise<void> {
  const client = new pg.Client({ connectionString: databases.sql.url });
  await client.connect();
  await client.query('CREATE TABLE kept AS SELECT 7 AS number');
  await client.end();
  const mongo = new MongoClient(databases.mongo.url);
  await mongo.db(databases.mongo.databaseName).collection('kept').insertOne({ number: 7 });
  await mongo.close();
}

async function read(databases: Databases): Promise<{ sql: unknown; mongo: unknown }> {
  const client = new pg.Client({ connectionString: databases.sql.url });
  await client.connect();
  const { rows } = await client.query('SELECT number FROM kept').finally(() => client.end());
  const mongo = new MongoClient(databases.mongo.url);
  const document = await mongo.db(databases.mongo.databaseName).collection('kept').findOne();
  await mongo.close();
  return { sql: rows[0]?.number, mongo: document?.['number'] };
}

describe('databases for tests', () => {
  it(
    'take writes, and leave no port and no file behind',
    async () => {
      const databases = await start({ purpose: 'test' });
      const data = databases.sql.server?.spec.folder ?? '';
      const ports = [databases.sql.server?.port ?? 0, databases.mongo.server?.port ?? 0];
      await write(databases);
      expect(await read(databases)).toEqual({ sql: 7, mongo: 7 });
      expect(existsSync(data)).toBe(true);

      await databases.stop();

      expect(existsSync(dirname(data))).toBe(false);
      expect(await Promise.all(ports.map(isFree))).toEqual([true, true]);
    },
    PATIENCE,
  );

  it(
    'of two runs at once know nothing of each other',
    async () => {
      const [one, other] = await Promise.all([start({ purpose: 'test' }), start({ purpose: 'test' })]);
      await write(one);

      await expect(read(other)).rejects.toMatchObject({ code: '42P01' });
    },
    PATIENCE,
  );

  it(
    'are gone with a run that was killed',
    async () => {
      const run = fork(at('fixtures/start-and-hang.js'), { env: bare, execArgv: [] });
      const { folder: data, ports } = await new Promise<{ folder: string; ports: number[] }>(
        (resolve, reject) => {
          run.once('message', (message: { folder: string; ports: number[] }) => resolve(message));
          run.once('exit', (code) => reject(new Error(`It ended with ${code}.`)));
        },
      );
      expect(await Promise.all(ports.map(isFree))).toEqual([false, false]);

      run.kill('SIGKILL');

      await until('the servers are gone', async () => (await Promise.all(ports.map(isFree))).every(Boolean));
      await until('the data is gone', () => !existsSync(dirname(data)));
    },
    PATIENCE,
  );

  it(
    'have names that end in _test',
    async () => {
      const { sql, mongo } = await start({ purpose: 'test' });

      expect(new URL(sql.url).pathname).toMatch(/_test$/);
      expect(mongo.databaseName).toMatch(/_test$/);
    },
    PATIENCE,
  );

  it.each([
    ['SQL_DATABASE_URL_TEST', 'postgresql://127.0.0.1/shop'],
    ['MONGO_DATABASE_NAME_TEST', 'shop'],
  ])(
    'are refused when %s names a database that is not for tests',
    async (variable, value) => {
      await expect(start({ purpose: 'test', env: { ...bare, [variable]: value } })).rejects.toThrow(
        /which the tests would wipe: .* must end in _test\.$/,
      );
    },
    PATIENCE,
  );

  it(
    'are not replaced by others when the server named in the environment is down',
    async () => {
      const env = { ...bare, SQL_DATABASE_URL_TEST: 'postgresql://postgres@127.0.0.1:1/a_test' };

      await expect(start({ purpose: 'test', env })).rejects.toThrow(
        /^The PostgreSQL server of SQL_DATABASE_URL_TEST does not let us in: .*ECONNREFUSED/,
      );
    },
    PATIENCE,
  );
});

describe('databases for development', () => {
  it(
    'keep their data from one start to the next',
    async () => {
      await write(await start({ purpose: 'development', dataFolder: folder.path }));
      await started.pop()?.stop();

      const again = await start({ purpose: 'development', dataFolder: folder.path });

      expect(await read(again)).toEqual({ sql: 7, mongo: 7 });
    },
    PATIENCE,
  );

  it(
    'are shared with a process that has them running',
    async () => {
      const first = await start({ purpose: 'development', dataFolder: folder.path });
      await write(first);

      const second = await start({ purpose: 'development', dataFolder: folder.path });

      expect(second.sql).toMatchObject({ url: first.sql.url, server: null });
      expect(second.mongo).toMatchObject({ url: first.mongo.url, server: null });
      await second.stop();
      expect(await read(first)).toEqual({ sql: 7, mongo: 7 });
    },
    PATIENCE,
  );

  it(
    'need a data folder that can be written, and say so in one line',
    async () => {
      const file = join(folder.path, 'file');
      writeFileSync(file, '');

      await expect(start({ purpose: 'development', dataFolder: join(file, 'data') })).rejects.toThrow(
        /^The data folder .*\/file\/data cannot be written \(.*\): make it writable .*$/,
      );
    },
    PATIENCE,
  );

  it(
    "keep PostgreSQL's data elsewhere when its user may not enter the data folder",
    () => {
      const closed = mkdtempSync(join(tmpdir(), '2krika-closed-'));
      const runsAsRoot = process.getuid?.() === 0;

      const { path, note } = keptPostgresFolder(closed);

      expect(path === closed).toBe(!runsAsRoot);
      expect(note.includes(`may not enter ${closed}`)).toBe(runsAsRoot);
      rmSync(path, { recursive: true });
      rmSync(closed, { recursive: true, force: true });
    },
    PATIENCE,
  );
});

describe('the choice of a MongoDB server', () => {
  const choose = async (path: string): Promise<MongoDatabase> => {
    const mongo = await mongoDatabase({
      purpose: 'test',
      dataFolder: folder.path,
      cacheFolder: at('../../.cache'),
      env: { PATH: path },
      log: () => undefined,
    });
    await mongo.stop();
    return mongo;
  };

  it(
    'falls on a mongod on PATH before anything else',
    async () => {
      const mongo = await choose(`${at('fixtures')}:${bare.PATH}`);

      expect(mongo.isStandIn).toBe(false);
      expect(mongo.description).toMatch(/^mongod on PATH on port \d+, data thrown away$/);
    },
    PATIENCE,
  );

  it(
    'falls on the stand-in when a mongod does not run, and says why',
    async () => {
      const broken = join(folder.path, 'mongod');
      writeFileSync(broken, '#!/bin/sh\necho no such processor; exit 4\n', { mode: 0o755 });

      const mongo = await choose(`${folder.path}:${bare.PATH}`);

      expect(mongo.isStandIn).toBe(true);
      expect(mongo.description).toMatch(/mongod did not start \(exit code 4\): no such processor/);
    },
    PATIENCE,
  );

  it('ends with all four ways named when none works', async () => {
    await expect(choose(folder.path)).rejects.toThrow(
      /^No MongoDB server can be had: set MONGO_DATABASE_URL, .* mongod on PATH .* Docker .* JDK 17 .* Tried: .*; no java.* on PATH\.$/,
    );
  });
});
