import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { throwAwayFolder } from './data-folder.js';
import type { DataFolder } from './data-folder.js';
import { embeddedPostgres } from './embedded-postgres.js';
import type { EmbeddedPostgres } from './embedded-postgres.js';
import { startWriters } from './testing/acknowledged-writes.js';
import { until } from './testing/until.js';

/** A busy machine: each test starts a server, some of them several times. */
const PATIENCE = 60_000;

let folder: DataFolder;
let postgres: EmbeddedPostgres;

beforeEach(async () => {
  folder = throwAwayFolder();
  postgres = await embeddedPostgres({ folder: folder.path, throwAway: true });
});

afterEach(async () => {
  await postgres.server.stop();
  folder.release();
});

const pools: pg.Pool[] = [];
function connect(): pg.Pool {
  const pool = new pg.Pool({ connectionString: postgres.urlOf('postgres') });
  // Its server is killed on purpose.
  pool.on('error', () => undefined);
  pools.push(pool);
  return pool;
}
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
});

async function query(text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: postgres.urlOf('postgres') });
  await client.connect();
  const { rows } = await client.query({ text, rowMode: 'array' });
  await client.end();
  return rows;
}

describe('an embedded PostgreSQL', () => {
  it(
    'keeps its data and its port when stopped and started again',
    async () => {
      await postgres.server.start();
      const { port } = postgres.server;
      await query('CREATE TABLE kept (id int)');
      await query('INSERT INTO kept VALUES (1)');

      await postgres.server.stop();
      expect(postgres.server.isRunning).toBe(false);
      await postgres.server.start();

      expect(postgres.server.port).toBe(port);
      expect(await query('SELECT id FROM kept')).toEqual([[1]]);
    },
    PATIENCE,
  );

  it(
    'loses no acknowledged write when it is killed',
    async () => {
      await postgres.server.start();
      await query('CREATE TABLE written (id text PRIMARY KEY)');

      for (let round = 1; round <= 3; round += 1) {
        const pool = connect();
        const writers = startWriters(round, (id) => pool.query('INSERT INTO written VALUES ($1)', [id]));
        await until('there are writes to lose', () => writers.acknowledged.length >= 100);
        await postgres.server.kill();
        await writers.ended;
        await postgres.server.start();

        const stored = new Set((await query('SELECT id FROM written')).flat());
        expect(writers.acknowledged.filter((id) => !stored.has(id))).toEqual([]);
      }
    },
    PATIENCE,
  );

  it(
    'moves to another port when the preferred one is busy',
    async () => {
      const other = createServer();
      const busy = await new Promise<number>((resolve) => {
        other.listen(0, '127.0.0.1', () => {
          const address = other.address();
          resolve(typeof address === 'object' && address !== null ? address.port : 0);
        });
      });
      postgres = await embeddedPostgres({ folder: folder.path, preferredPort: busy });

      await postgres.server.start();
      other.close();

      expect(postgres.server.port).not.toBe(busy);
      expect(await query('SELECT 1')).toEqual([[1]]);
    },
    PATIENCE,
  );

  it(
    'starts although the process id in its lock belongs to somebody else now',
    async () => {
      await postgres.server.start();
      await postgres.server.kill();
      const lock = join(folder.path, 'postgres', 'postmaster.pid');
      writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(process.pid)));

      postgres = await embeddedPostgres({ folder: folder.path });
      await postgres.server.start();

      expect(await query('SELECT 1')).toEqual([[1]]);
    },
    PATIENCE,
  );

  it(
    'is initialised anew after an initialisation that was cut short',
    async () => {
      const fresh = throwAwayFolder();
      mkdirSync(join(fresh.path, 'postgres.unfinished', 'base'), { recursive: true });

      postgres = await embeddedPostgres({ folder: fresh.path, throwAway: true });
      await postgres.server.start();

      expect(await query('SELECT 1')).toEqual([[1]]);
      await postgres.server.stop();
      fresh.release();
    },
    PATIENCE,
  );

  it(
    'asks for its password',
    async () => {
      await postgres.server.start();
      const stranger = new pg.Client({
        connectionString: postgres.urlOf('postgres').replace(/:[0-9a-f]{32}@/, ':guess@'),
      });

      await expect(stranger.connect()).rejects.toMatchObject({ code: '28P01' });
    },
    PATIENCE,
  );
});
