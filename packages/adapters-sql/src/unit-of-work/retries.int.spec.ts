import { StaleVersion, Unavailable } from '@2krika/domain';
import { until } from '@2krika/domain/testing';
import { useOwnDatabase } from '@2krika/adapters-sql/testing';
import { DataTypes } from 'sequelize';
import { newCounter } from '../../test/new-counter.js';
import { CREATE_COUNTERS, SqlCounterRepository } from '../../test/sql-counter-repository.js';
import { SequelizeUnitOfWork } from './sequelize-unit-of-work.js';
import { SerializationFailure } from './sql-errors.js';
import type { SqlTransaction } from './sql-transaction.js';
import type { Statement } from './statement.js';

const PID: Statement<[pid: number]> = { name: 'pid', text: 'SELECT pg_backend_pid()' };

const CONFLICT: Statement = {
  name: 'conflict',
  text: `DO $$ BEGIN RAISE EXCEPTION 'lost' USING ERRCODE = 'serialization_failure'; END $$`,
};

describe('SequelizeUnitOfWork, run again', () => {
  const own = useOwnDatabase({ migrated: false });
  let unitOfWork: SequelizeUnitOfWork<{ counters: SqlCounterRepository; transaction: SqlTransaction }>;

  beforeAll(async () => {
    await own().admin.query(CREATE_COUNTERS);
    unitOfWork = new SequelizeUnitOfWork(own().database, (transaction) => ({
      counters: new SqlCounterRepository(transaction),
      transaction,
    }));
  });

  async function pidOf(transaction: SqlTransaction): Promise<number> {
    const [pid = 0] = (await transaction.session().row(PID)) ?? [];
    return pid;
  }

  async function kill(pid: number): Promise<void> {
    await own().admin.query('SELECT pg_terminate_backend($1)', [pid]);
  }

  it('keeps the writes of the second try when the connection of the first is killed', async () => {
    const counter = newCounter();
    const pids: number[] = [];
    await unitOfWork.run(async ({ counters, transaction }) => {
      await counters.add(counter);
      pids.push(await pidOf(transaction));
      if (pids.length === 1) await kill(await pidOf(transaction));
      await counters.save(counter);
    });
    expect(new Set(pids).size).toBe(2);
    expect(await new SqlCounterRepository(own().database).find(counter.id)).toMatchObject({ version: 1 });
  });

  it('looks past the error the work makes of a lost connection', async () => {
    let tries = 0;
    const run = unitOfWork.run(async ({ transaction }) => {
      tries += 1;
      await kill(await pidOf(transaction));
      await pidOf(transaction).catch(() => {
        throw new Error('Something went wrong.');
      });
    });
    await expect(run).rejects.toThrow('Something went wrong.');
    expect(tries).toBe(4);
  });

  it('does not run work again whose commit may have been kept', async () => {
    await own().admin.query(`
      CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER die AFTER INSERT ON counters DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION die()`);
    try {
      let tries = 0;
      const run = unitOfWork.run(({ counters }) => {
        tries += 1;
        return counters.add(newCounter());
      });
      await expect(run).rejects.toThrow(Unavailable);
      expect(tries).toBe(1);
    } finally {
      await own().admin.query('DROP FUNCTION die() CASCADE');
    }
  });

  it('does not run work again that was refused', async () => {
    let tries = 0;
    const run = unitOfWork.run(({ counters }) => {
      tries += 1;
      return counters.save(newCounter());
    });
    await expect(run).rejects.toThrow(StaleVersion);
    expect(tries).toBe(1);
  });

  it('does not begin another try once the time for it is over', async () => {
    const impatient = new SequelizeUnitOfWork(own().database, (transaction) => ({ transaction }), 0);
    let tries = 0;
    const run = impatient.run(async ({ transaction }) => {
      tries += 1;
      await transaction.session().execute(CONFLICT, []);
    });
    await expect(run).rejects.toThrow(SerializationFailure);
    expect(tries).toBe(1);
  });

  it('runs work again whose model lost to another transaction, and says an outage of it as one', async () => {
    const { sequelize } = own().database.pool;
    let tries = 0;
    const conflicting = unitOfWork.run(async ({ transaction }) => {
      tries += 1;
      await sequelize.query(CONFLICT.text, { transaction: transaction.forModels() });
    });
    await expect(conflicting).rejects.toThrow(SerializationFailure);
    expect(tries).toBe(4);

    const model = sequelize.define(
      'Counter',
      { id: { type: DataTypes.UUID, primaryKey: true } },
      { timestamps: false },
    );
    const killed = unitOfWork.run(async ({ transaction }) => {
      const pid = await pidOf(transaction);
      await kill(pid);
      await until(async () => {
        const { rowCount } = await own().admin.query('SELECT FROM pg_stat_activity WHERE pid = $1', [pid]);
        return rowCount === 0;
      });
      await model.findAll({ transaction: transaction.forModels() });
    });
    await expect(killed).rejects.toThrow(Unavailable);
  });
});
