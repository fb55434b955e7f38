import { SECOND } from '@2krika/domain';
import { unitOfWorkContract, type CounterScope, type UnitOfWorkHarness } from '@2krika/domain/testing';
import { useOwnDatabase } from '@2krika/adapters-sql/testing';
import { CREATE_COUNTERS, SqlCounterRepository } from '../../test/sql-counter-repository.js';
import { Database } from './database.js';
import { SequelizeUnitOfWork } from './sequelize-unit-of-work.js';

const WAITING = `
  SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

describe('SequelizeUnitOfWork', () => {
  const own = useOwnDatabase({ migrated: false });

  beforeAll(async () => {
    await own().admin.query(CREATE_COUNTERS);
  });

  async function open({ lockTimeout }: { readonly lockTimeout: number }): Promise<UnitOfWorkHarness> {
    await own().admin.query('DELETE FROM counters');
    // Twenty racers that wait for each other must not fail for want of a connection or of time.
    const timeouts = { lock: lockTimeout, statement: 20 * SECOND, query: 21 * SECOND };
    const database = await Database.open({ url: own().url, timeouts, pool: { acquire: 20 * SECOND } });
    return {
      counters: new SqlCounterRepository(database),
      unitOfWork: new SequelizeUnitOfWork<CounterScope>(database, (transaction) => ({
        counters: new SqlCounterRepository(transaction),
        afterCommit: (hook) => {
          transaction.afterCommit(hook);
        },
      })),
      beginElsewhere: () => own().database.begin(),
      waiting: async () => {
        const { rows } = await own().admin.query<{ count: number }>(WAITING);
        return rows[0]?.count ?? 0;
      },
      unfinished: () => database.unfinished(),
      close: () => database.close(),
    };
  }

  unitOfWorkContract(open);
});
