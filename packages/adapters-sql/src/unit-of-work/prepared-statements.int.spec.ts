import { Unavailable } from '@2krika/domain';
import { useOwnDatabase } from '@2krika/adapters-sql/testing';
import { escapeIdentifier } from 'pg';
import { newCounter } from '../../test/new-counter.js';
import { CREATE_COUNTERS, SqlCounterRepository } from '../../test/sql-counter-repository.js';
import { Database } from './database.js';
import { SequelizeUnitOfWork } from './sequelize-unit-of-work.js';
import { SessionSettingsMissing } from './session-settings.js';
import type { SqlTransaction } from './sql-transaction.js';
import type { Statement } from './statement.js';

const PID: Statement<[pid: number]> = { name: 'pid', text: 'SELECT pg_backend_pid()' };
const PREPARED: Statement<[count: bigint]> = {
  name: 'prepared',
  text: 'SELECT count(*) FROM pg_prepared_statements',
};
const LABELS: Statement<[label: unknown]> = { name: 'labels', text: 'SELECT label FROM labelled' };
/** Of the settings that were sent with the start of the connection, those a proxy would not pass on. */
const SENT: Statement<[name: string]> = {
  name: 'sent',
  text: `SELECT name FROM pg_settings WHERE source = 'client'
    AND name NOT IN ('application_name', 'client_encoding', 'DateStyle') ORDER BY name`,
};

const own = useOwnDatabase({ migrated: false, pool: { max: 1 } });

beforeAll(async () => {
  await own().admin.query(CREATE_COUNTERS);
});

beforeEach(async () => {
  await own().admin.query(`
    DROP TABLE IF EXISTS labelled;
    CREATE TABLE labelled (label integer);
    INSERT INTO labelled VALUES (7)`);
});

/** What ruins the statements a connection has prepared: who did it, and the rows of `LABELS` afterwards. */
const RUINS: readonly (readonly [string, (database: Database) => Promise<unknown>, unknown])[] = [
  ['forgot its statements (26000)', (database) => onTheConnection(database, 'DISCARD ALL'), 7],
  ['lost one of them (26000)', (database) => onTheConnection(database, 'DEALLOCATE ALL'), 7],
  [
    'has a plan of an older schema (0A000)',
    () => own().admin.query('ALTER TABLE labelled ALTER label TYPE text'),
    '7',
  ],
];

async function onTheConnection(database: Database, text: string): Promise<void> {
  const client = await database.pool.acquire();
  await client.query(text);
  database.pool.release(client);
}

async function pidOf(database: Database): Promise<number> {
  return (await database.session().row(PID))?.[0] ?? 0;
}

function unitOfWorkOn(database: Database) {
  return new SequelizeUnitOfWork(database, (transaction: SqlTransaction) => ({
    counters: new SqlCounterRepository(transaction),
    transaction,
  }));
}

describe('a connection that prepares statements', () => {
  it('keeps them', async () => {
    const { database } = own();
    await database.session().rows(LABELS);
    expect((await database.session().row(PREPARED))?.[0]).toBeGreaterThan(1n);
  });

  describe.each(RUINS)('and %s', (_, ruin, label) => {
    let database: Database;
    let before: number;

    beforeEach(async () => {
      ({ database } = own());
      await new SqlCounterRepository(database).add(newCounter());
      await database.session().rows(LABELS);
      before = await pidOf(database);
      await ruin(database);
    });

    it('is replaced under a read, which is sent again', async () => {
      expect(await database.session().rows(LABELS)).toEqual([[label]]);
      expect(await pidOf(database)).not.toBe(before);
    });

    it('is replaced under a unit of work, which is run again and kept once', async () => {
      const counter = newCounter();
      let tries = 0;
      const read = await unitOfWorkOn(database).run(async ({ counters, transaction }) => {
        tries += 1;
        await counters.add(counter);
        return transaction.session().rows(LABELS);
      });
      expect([tries, read]).toEqual([2, [[label]]]);
      expect(await new SqlCounterRepository(database).find(counter.id)).toEqual(counter);
      expect(await pidOf(database)).not.toBe(before);
    });

    it('is replaced behind a transaction, which says that it cannot go on', async () => {
      const transaction = await database.begin();
      await expect(transaction.session().rows(LABELS)).rejects.toThrow(Unavailable);
      await expect(transaction.commit()).rejects.toThrow(Unavailable);
      await transaction.rollback();
      expect(await database.session().rows(LABELS)).toEqual([[label]]);
      expect(await pidOf(database)).not.toBe(before);
    });
  });
});

describe('a connection that does not prepare statements', () => {
  let database: Database;

  beforeEach(async () => {
    const name = escapeIdentifier(decodeURIComponent(new URL(own().url).pathname.slice(1)));
    await own().admin.query(`
      ALTER DATABASE ${name} SET default_transaction_read_only = on;
      ALTER DATABASE ${name} SET TimeZone = 'UTC';
      ALTER DATABASE ${name} SET statement_timeout = '1700ms';
      ALTER DATABASE ${name} SET lock_timeout = '1300ms';
      ALTER DATABASE ${name} SET idle_in_transaction_session_timeout = '5s'`);
    database = await Database.open({ url: own().url, prepare: false, pool: { max: 1 } });
  });

  afterEach(() => database.close());

  it('leaves none on the server, and sends no setting with its start', async () => {
    await database.session().rows(LABELS);
    await new SqlCounterRepository(database).add(newCounter());
    expect(await database.session().row(PREPARED)).toEqual([0n]);
    expect(await database.session().rows(SENT)).toEqual([]);
  });

  it.each(RUINS)('does not notice that it %s', async (_, ruin, label) => {
    await database.session().rows(LABELS);
    const before = await pidOf(database);
    await ruin(database);
    expect(await database.session().rows(LABELS)).toEqual([[label]]);
    let tries = 0;
    const counter = newCounter();
    await unitOfWorkOn(database).run(async ({ counters, transaction }) => {
      tries += 1;
      await counters.add(counter);
      await transaction.session().rows(LABELS);
    });
    expect([tries, await pidOf(database)]).toEqual([1, before]);
  });

  it('has its role refuse a write outside of a transaction', async () => {
    const client = await database.pool.acquire();
    const write = client.query('DELETE FROM counters');
    await expect(write).rejects.toMatchObject({ code: '25006' });
    database.pool.release(client);
  });

  it('is refused while the role lacks a setting, which it names, and ended', async () => {
    const name = escapeIdentifier(decodeURIComponent(new URL(own().url).pathname.slice(1)));
    await own().admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = off`);
    await own().admin.query(`ALTER DATABASE ${name} SET lock_timeout = 0`);
    const attempt = database.session().rows(PID);
    await expect(attempt).rejects.toThrow(SessionSettingsMissing);
    await expect(attempt).rejects.toThrow('does not set default_transaction_read_only, lock_timeout:');
    expect(database.pools().main).toEqual({ max: 1, inUse: 0, idle: 0, waiting: 0 });
  });
});
