import { randomUUID } from 'node:crypto';
import { LockTimeout, Unavailable } from '@2krika/domain';
import { until } from '@2krika/domain/testing';
import { useOwnDatabase } from '@2krika/adapters-sql/testing';
import { newCounter } from '../../test/new-counter.js';
import { CREATE_COUNTERS, SqlCounterRepository } from '../../test/sql-counter-repository.js';
import { Database } from './database.js';
import { PipelinedClient } from './pipelined-client.js';
import type { PooledStore } from './pooled-store.js';
import type { SqlStore } from './sql-session.js';
import type { SqlValue, Statement } from './statement.js';

const PID: Statement<[pid: number]> = { name: 'pid', text: 'SELECT pg_backend_pid()' };
const SLEEP: Statement = { name: 'sleep', text: 'SELECT pg_sleep($1)' };
const LABELS: Statement<[label: unknown]> = { name: 'labels', text: 'SELECT label FROM labelled' };

describe('PooledStore', () => {
  // With one connection, one that is not given back, or is given back unusable, shows in the next statement.
  const own = useOwnDatabase({
    migrated: false,
    pool: { max: 1, acquire: 300 },
    timeouts: { statement: 200, lock: 100, query: 400 },
  });
  let database: Database;

  beforeAll(async () => {
    await own().admin.query(CREATE_COUNTERS);
    ({ database } = own());
  });

  async function pid(store: PooledStore = database): Promise<number> {
    const [found = 0] = (await store.session().row(PID)) ?? [];
    return found;
  }

  async function isGone(backend: number): Promise<boolean> {
    const { rowCount } = await own().admin.query('SELECT FROM pg_stat_activity WHERE pid = $1', [backend]);
    return rowCount === 0;
  }

  it('hands out connections that send without waiting', async () => {
    const client = await database.pool.acquire();
    database.pool.release(client);
    expect(client.pipeline).toBe(true);
  });

  it('reads in round trips of their own, on a connection that is kept', async () => {
    expect(await pid()).toBe(await pid());
  });

  it('writes in a transaction of its own, which a refusal does not leave open', async () => {
    const counters = new SqlCounterRepository(database);
    const counter = newCounter({ value: 3n });
    await counters.add(counter);
    await expect(counters.add(counter)).rejects.toMatchObject({ kind: 'conflict' });
    expect(await counters.find(counter.id)).toEqual(counter);
    expect(database.unfinished()).toEqual([]);
  });

  it('lets the server refuse a write outside of a transaction', async () => {
    const client = await database.pool.acquire();
    const write = client.query('DELETE FROM counters');
    await expect(write).rejects.toMatchObject({ code: '25006' });
    database.pool.release(client);
    const { sequelize } = database.pool;
    await expect(sequelize.query('DELETE FROM counters')).rejects.toMatchObject({
      parent: { code: '25006' },
    });
  });

  it('survives a statement that takes too long, and keeps its connection', async () => {
    const before = await pid();
    await expect(database.session().rows(SLEEP, [5])).rejects.toThrow(Unavailable);
    expect(await pid()).toBe(before);
  });

  it('survives a wait for a lock that takes too long', async () => {
    const counters = new SqlCounterRepository(database);
    const counter = newCounter();
    await counters.add(counter);
    await own().admin.query('BEGIN; LOCK TABLE counters');
    await expect(counters.save(counter)).rejects.toThrow(LockTimeout);
    await own().admin.query('ROLLBACK');
    await counters.save(counter);
  });

  it('replaces a connection that does not answer in time', async () => {
    const slow = await Database.open({
      url: own().url,
      timeouts: { statement: 10_000, query: 100 },
      pool: { max: 1 },
    });
    const before = await pid(slow);
    await expect(slow.session().rows(SLEEP, [5])).rejects.toThrow(Unavailable);
    expect(await pid(slow)).not.toBe(before);
    await slow.close();
    await own().admin.query('SELECT pg_terminate_backend($1)', [before]);
    await until(() => isGone(before));
  });

  it('replaces a connection that was killed while nobody used it', async () => {
    const before = await pid();
    await own().admin.query('SELECT pg_terminate_backend($1)', [before]);
    expect(await pid()).not.toBe(before);
  });

  it('reads again on another connection when its own is killed', async () => {
    const patient = await Database.open({ url: own().url, pool: { max: 1 } });
    const before = await pid(patient);
    const slept = patient.session().rows(SLEEP, [0.5]);
    const isAsleep = async () => {
      const { rowCount } = await own().admin.query(
        `SELECT FROM pg_stat_activity WHERE pid = $1 AND wait_event = 'PgSleep'`,
        [before],
      );
      return rowCount === 1;
    };
    await until(isAsleep);
    await own().admin.query('SELECT pg_terminate_backend($1)', [before]);
    expect(await slept).toHaveLength(1);
    expect(await pid(patient)).not.toBe(before);
    await patient.close();
  });

  it('reads again on another connection when the server forgot its statements', async () => {
    const before = await pid();
    const client = await database.pool.acquire();
    await client.query('DISCARD ALL');
    database.pool.release(client);
    expect(await pid()).not.toBe(before);
  });

  it('reads again on another connection when a column changed its type', async () => {
    await own().admin.query(`CREATE TABLE labelled (label integer); INSERT INTO labelled VALUES (7)`);
    expect(await database.session().rows(LABELS)).toEqual([[7]]);
    await own().admin.query('ALTER TABLE labelled ALTER label TYPE text');
    expect(await database.session().rows(LABELS)).toEqual([['7']]);
  });

  it('refuses another text under the name of a statement', async () => {
    await database.session().rows(PID);
    const namesake: Statement = { name: PID.name, text: 'SELECT 1' };
    await expect(database.session().rows(namesake)).rejects.toThrow('must be unique');
    await database.session().rows(PID);
  });

  it('gives up after the time to wait for a connection, while the reserved ones still answer', async () => {
    const transaction = await database.begin();
    await expect(database.session().rows(PID)).rejects.toThrow(Unavailable);
    await expect(database.begin()).rejects.toThrow(Unavailable);
    await database.ping();
    await transaction.rollback();
    await database.session().rows(PID);
  });

  it('is unavailable when there is no server', async () => {
    const url = new URL(own().url);
    url.port = '1';
    const nowhere = await Database.open({ url: url.href });
    await expect(nowhere.session().rows(PID)).rejects.toThrow(Unavailable);
    await expect(nowhere.begin()).rejects.toThrow(Unavailable);
    await expect(nowhere.ping()).rejects.toThrow(Unavailable);
    await nowhere.close();
  });

  it('leaves a fault with the stack of who asked', async () => {
    const FAULT: Statement = { name: 'fault', text: 'SELECT 1 / $1::integer' };
    async function theOneWhoAsked(store: SqlStore): Promise<void> {
      await store.session().rows(FAULT, [0]);
    }
    const stackOf = (store: SqlStore) =>
      theOneWhoAsked(store).then(
        () => null,
        (error: unknown) => (error as Error).stack,
      );
    const transaction = await database.begin();
    const inTransaction = await stackOf(transaction);
    await transaction.rollback();
    const named = expect.stringMatching(/division by zero[^]*theOneWhoAsked/) as string;
    expect([inTransaction, await stackOf(database)]).toEqual([named, named]);
  });

  it('gives columns the types of the domain', async () => {
    const values: Statement = {
      name: 'values',
      text: `SELECT 9007199254740993::bigint, 3::integer, 'é'::text, true, '2026-02-28'::date,
        '2026-02-28T23:59:59.123Z'::timestamptz, '{"a":[1]}'::jsonb, NULL::text, '\\x00ff'::bytea, 1.50::numeric`,
    };
    expect(await database.session().row(values)).toEqual([
      9_007_199_254_740_993n,
      3,
      'é',
      true,
      '2026-02-28',
      new Date('2026-02-28T23:59:59.123Z'),
      { a: [1] },
      null,
      Buffer.from([0, 255]),
      '1.50',
    ]);
  });

  it('sends values so that they come back the same', async () => {
    const text = (type: string): Statement<[value: unknown]> => ({
      name: `echo_${type}`,
      text: `SELECT $1::${type}`,
    });
    const id = randomUUID();
    const echoes: readonly [type: string, value: SqlValue][] = [
      ['bigint', -9_007_199_254_740_993n],
      ['timestamptz', new Date('2026-07-01T10:00:00.001Z')],
      ['bytea', Buffer.from('bytes')],
      ['uuid', id],
      ['boolean', false],
      ['date', '2024-02-29'],
    ];
    for (const [type, value] of echoes)
      expect(await database.session().row(text(type), [value])).toEqual([value]);
    const ids: Statement<[ids: string[]]> = { name: 'ids', text: 'SELECT $1::uuid[]' };
    expect(await database.session().row(ids, [[id, id]])).toEqual([[id, id]]);
  });

  it('tells the logger every statement and how long it took, without a value', async () => {
    const lines: { readonly text: string; readonly milliseconds: number }[] = [];
    const logged = await Database.open({
      url: own().url,
      queryLogger: { query: (text, milliseconds) => lines.push({ text, milliseconds }) },
    });
    await logged.session().rows(SLEEP, [0.05]);
    await logged.pool.sequelize.query(`SELECT 'secret'`);
    await logged.close();
    expect(lines.map(({ text }) => text)).toEqual([SLEEP.text, 'SELECT ?']);
    expect(lines[0]?.milliseconds).toBeGreaterThanOrEqual(49);
  });
});

describe('PipelinedClient', () => {
  const own = useOwnDatabase({ migrated: false });

  it('outlives its backend being killed before anybody listens', async () => {
    const client = new PipelinedClient({ connectionString: own().url });
    await client.connect();
    await own().admin.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await until(() => client.isLost);
    expect(client.isReusable).toBe(false);
  });

  it('sends together what is called in one turn, once', async () => {
    const client = new PipelinedClient({ connectionString: own().url });
    await client.connect();
    const { stream } = client.connection;
    const answers = ['SELECT 1 AS one', 'SELECT 2 AS two'].map((text) => {
      client.gather();
      return client.query(text);
    });
    expect([stream.writableCorked, stream.writableLength > 0]).toEqual([1, true]);
    expect((await Promise.all(answers)).map(({ rows }) => rows)).toEqual([[{ one: 1 }], [{ two: 2 }]]);
    expect(stream.writableCorked).toBe(0);
    await client.end();
  });
});
