import { useOwnDatabase } from '@2krika/adapters-sql/testing';
import { until } from '@2krika/domain/testing';
import { sqlStorage } from '../sql-storage.js';
import { Database } from './database.js';
import type { Statement } from './statement.js';

const PID: Statement<[pid: number]> = { name: 'pid', text: 'SELECT pg_backend_pid()' };

describe('the pools of a database', () => {
  const own = useOwnDatabase();
  let database: Database;

  async function open(pool: { readonly [option: string]: number }): Promise<void> {
    database = await Database.open({ url: own().url, pool });
  }

  afterEach(() => database.close());

  const pid = async () => (await database.session().row(PID))?.[0];

  it('tell who uses a connection, which are free and who waits', async () => {
    await open({ max: 2, acquire: 20_000 });
    const [one, other] = [await database.begin(), await database.begin()];
    const waiting = database.session().rows(PID);
    await until(() => database.pools().main.waiting === 1);
    expect(database.pools().main).toEqual({ max: 2, inUse: 2, idle: 0, waiting: 1 });
    await one.rollback();
    await waiting;
    expect(database.pools().main).toEqual({ max: 2, inUse: 1, idle: 1, waiting: 0 });
    await other.rollback();
    expect(database.pools().main).toEqual({ max: 2, inUse: 0, idle: 2, waiting: 0 });
  });

  it('give up a connection that nobody used for long enough, but not the last ones', async () => {
    await open({ max: 2, min: 1, idle: 1, acquire: 20_000 });
    const both = [await database.begin(), await database.begin()];
    for (const transaction of both) await transaction.rollback();
    await until(() => database.pools().main.idle === 1);
    const kept = await pid();
    expect(await pid()).toBe(kept);
  });

  it('leave connections to health and the outbox when requests have taken all', async () => {
    await open({ max: 1, acquire: 20_000 });
    const { outboxQueue, slowQueries } = sqlStorage(database);
    const transaction = await database.begin();
    const waiting = database.session().rows(PID);
    await until(() => database.pools().main.waiting === 1);
    await database.ping();
    expect(await outboxQueue.claim(new Date(), 10)).toEqual([]);
    await slowQueries.add([], new Date());
    expect(database.pools().main).toEqual({ max: 1, inUse: 1, idle: 0, waiting: 1 });
    await transaction.rollback();
    await waiting;
  });
});
