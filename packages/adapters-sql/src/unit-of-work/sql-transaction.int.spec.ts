import { TransactionMisuse, Unavailable } from '@2krika/domain';
import { until } from '@2krika/domain/testing';
import { useOwnDatabase } from '@2krika/adapters-sql/testing';
import { DataTypes } from 'sequelize';
import { newCounter } from '../../test/new-counter.js';
import { CREATE_COUNTERS, SqlCounterRepository } from '../../test/sql-counter-repository.js';
import { Database } from './database.js';
import { ConnectionUnusable } from './sql-errors.js';
import type { SqlValue, Statement } from './statement.js';

const PID: Statement<[pid: number]> = { name: 'pid', text: 'SELECT pg_backend_pid()' };
const TEXTS: Statement = { name: 'texts', text: 'SELECT $1::text[]' };
const DIVIDE: Statement = { name: 'divide', text: 'SELECT 1 / $1::int' };

describe('SqlTransaction', () => {
  const own = useOwnDatabase({ migrated: false, pool: { max: 2 } });
  let database: Database;
  let counters: SqlCounterRepository;

  beforeAll(async () => {
    await own().admin.query(CREATE_COUNTERS);
    ({ database } = own());
    counters = new SqlCounterRepository(database);
  });

  async function stored(): Promise<number> {
    const { rowCount } = await own().admin.query('SELECT FROM counters');
    return rowCount ?? 0;
  }

  async function kill(pid: number): Promise<void> {
    await own().admin.query('SELECT pg_terminate_backend($1)', [pid]);
  }

  beforeEach(async () => {
    await own().admin.query('DELETE FROM counters');
  });

  it('rejects statements in one flight with the first failure, and those behind it with a refusal', async () => {
    const transaction = await database.begin();
    const session = transaction.session();
    const [before, failed, behind] = await Promise.allSettled([
      session.rows(PID),
      session.rows(DIVIDE, [0]),
      session.rows(PID),
    ]);
    await transaction.rollback();
    expect(before.status).toBe('fulfilled');
    expect(failed).toMatchObject({ reason: { code: '22012' } });
    expect(behind).toMatchObject({ reason: { name: 'TransactionMisuse', cause: { code: '22012' } } });
  });

  it('keeps nothing when a value cannot be sent, though the commit is called in the same flight', async () => {
    const circular: SqlValue[] = [];
    circular.push(circular);
    const transaction = await database.begin();
    const added = counters.add(newCounter(), { transaction });
    const unsent = transaction.session().rows(TEXTS, [circular]);
    const committed = transaction.commit();
    await expect(unsent).rejects.toThrow(RangeError);
    await expect(committed).rejects.toThrow(RangeError);
    await added;
    expect(await stored()).toBe(0);
    // Its connection would believe for ever that the server has prepared that statement.
    await expect(database.session().rows(TEXTS, [['fine']])).resolves.toHaveLength(1);
  });

  it('throws when the server made its commit a rollback', async () => {
    const transaction = await database.begin();
    await counters.add(newCounter(), { transaction });
    const { sequelize } = database.pool;
    await sequelize.query('SELECT 1 / 0', { transaction: transaction.forModels() }).catch(() => undefined);
    await expect(transaction.commit()).rejects.toThrow('nothing was kept');
    expect(await stored()).toBe(0);
  });

  it('throws the failure of a constraint that is checked at the commit', async () => {
    await own().admin.query(`
      ALTER TABLE counters ADD COLUMN parent uuid DEFAULT gen_random_uuid()
        CONSTRAINT counters_parent_fkey REFERENCES counters DEFERRABLE INITIALLY DEFERRED`);
    try {
      const transaction = await database.begin();
      await counters.add(newCounter(), { transaction });
      await expect(transaction.commit()).rejects.toMatchObject({
        code: '23503',
        constraint: 'counters_parent_fkey',
      });
      expect(await stored()).toBe(0);
    } finally {
      await own().admin.query('ALTER TABLE counters DROP COLUMN parent');
    }
  });

  it('sends nothing when it has no statement', async () => {
    const texts: string[] = [];
    const quiet = await Database.open({ url: own().url, queryLogger: { query: (text) => texts.push(text) } });
    const [committed, undone] = await Promise.all([quiet.begin(), quiet.begin()]);
    await committed.commit();
    await undone.rollback();
    await quiet.close();
    expect(texts).toEqual([]);
  });

  it('gives every statement the same connection, and gives it back when it ends', async () => {
    for (let times = 0; times < 5; times += 1) {
      const transaction = await database.begin();
      const [first, second] = await Promise.all([
        transaction.session().row(PID),
        transaction.session().row(PID),
      ]);
      expect(second).toEqual(first);
      await (times % 2 === 0 ? transaction.commit() : transaction.rollback());
    }
    const [left, right] = await Promise.all([database.begin(), database.begin()]);
    await Promise.all([left.rollback(), right.rollback()]);
  });

  it('rolls back without a word when its connection is dead, and does not give that back', async () => {
    const transaction = await database.begin();
    await counters.add(newCounter(), { transaction });
    const [pid = 0] = (await transaction.session().row(PID)) ?? [];
    await kill(pid);
    await expect(transaction.session().row(PID)).rejects.toThrow(ConnectionUnusable);
    await expect(transaction.session().row(PID)).rejects.toThrow(Unavailable);
    await transaction.rollback();
    expect(await stored()).toBe(0);
    expect(await database.session().row(PID)).not.toEqual([pid]);
  });

  it('does not tell whether it was kept when its connection dies in the commit', async () => {
    await own().admin.query(`
      CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(10); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON counters DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION wait()`);
    try {
      const transaction = await database.begin();
      await counters.add(newCounter(), { transaction });
      const [pid = 0] = (await transaction.session().row(PID)) ?? [];
      const isCommitting = async () => {
        const { rowCount } = await own().admin.query(
          `SELECT FROM pg_stat_activity WHERE pid = $1 AND state = 'active' AND query = 'COMMIT'`,
          [pid],
        );
        return rowCount === 1;
      };
      const killed = until(isCommitting).then(() => kill(pid));
      const [committed] = await Promise.allSettled([transaction.commit(), killed]);
      expect(committed).toMatchObject({ status: 'rejected', reason: { name: 'Unavailable' } });
    } finally {
      await own().admin.query('DROP FUNCTION wait() CASCADE');
    }
  });

  it('begins no second transaction, and takes no other', async () => {
    const [transaction, other] = await Promise.all([database.begin(), database.begin()]);
    await expect(transaction.begin()).rejects.toThrow(TransactionMisuse);
    expect(() => transaction.session({ transaction: other })).toThrow(TransactionMisuse);
    expect(() => database.reserved.session({ transaction })).toThrow(TransactionMisuse);
    await Promise.all([transaction.rollback(), other.rollback()]);
  });

  it('is shared by the models of Sequelize', async () => {
    const model = database.pool.sequelize.define(
      'Counter',
      { id: { type: DataTypes.UUID, primaryKey: true }, value: DataTypes.BIGINT, version: DataTypes.INTEGER },
      { tableName: 'counters', timestamps: false },
    );
    const [kept, undone] = [newCounter(), newCounter()];
    const committed = await database.begin();
    await model.create({ ...kept, value: '7' }, { transaction: committed.forModels() });
    expect(await counters.find(kept.id, { transaction: committed })).toMatchObject({ value: 7n });
    expect(await counters.find(kept.id)).toBeNull();
    await committed.commit();
    expect(await model.count()).toBe(1);

    const rolledBack = await database.begin();
    await counters.add(undone, { transaction: rolledBack });
    const view = rolledBack.forModels();
    expect(await model.count({ transaction: view })).toBe(2);
    await rolledBack.rollback();
    await expect(model.count({ transaction: view })).rejects.toThrow('rollback has been called');
    expect(() => rolledBack.forModels()).toThrow(TransactionMisuse);
    expect(await model.count()).toBe(1);
  });

  it('is reported with the stack that began it when it stays open, and when its database is closed', async () => {
    const reports: string[] = [];
    const watched = await Database.open({
      url: own().url,
      timeouts: { idleInTransaction: 50 },
      onUnfinished: (origin) => reports.push(origin),
    });
    async function forget(): Promise<void> {
      await watched.begin();
    }
    await forget();
    await until(() => reports.length === 1);
    await watched.close();
    expect(reports).toEqual([expect.stringContaining('forget'), expect.stringContaining('forget')]);
    expect(watched.unfinished()).toEqual([]);
  });
});
