import type { Transaction, Within } from '@2krika/domain';
import { unitOfWorkContract } from '../../contracts/unit-of-work.contract.js';
import {
  CounterRepository,
  LabelTaken,
  type Counter,
} from '../../contracts/unit-of-work/unit-of-work-harness.js';
import { InMemoryDatabase } from './in-memory-database.js';
import type { InMemoryStore } from './in-memory-session.js';
import { InMemoryTable } from './in-memory-table.js';
import { InMemoryUnitOfWork } from './in-memory-unit-of-work.js';

const COUNTERS = new InMemoryTable<Counter>({
  name: 'counter',
  key: (counter) => counter.id,
  unique: [{ value: (counter) => counter.label, violation: (counter) => new LabelTaken(counter.label) }],
  versioned: true,
});

class InMemoryCounterRepository extends CounterRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin(): Promise<Transaction> {
    return this.store.begin();
  }

  async add(counter: Counter, within?: Within): Promise<void> {
    await this.store.session(within).insert(COUNTERS, counter);
  }

  async save(counter: Counter, within?: Within): Promise<void> {
    await this.store.session(within).update(COUNTERS, counter);
  }

  async find(id: string, within?: Within): Promise<Counter | null> {
    return this.store.session(within).find(COUNTERS, id);
  }

  async findForUpdate(id: string, within?: Within): Promise<Counter | null> {
    return this.store.session(within).findForUpdate(COUNTERS, id);
  }

  async total(within?: Within): Promise<bigint> {
    const counters = await this.store.session(within).all(COUNTERS);
    return counters.reduce((total, counter) => total + counter.value, 0n);
  }
}

describe('the unit of work in memory', () => {
  unitOfWorkContract((options) => {
    const database = new InMemoryDatabase(options);
    const elsewhere = new InMemoryDatabase(options);
    return Promise.resolve({
      counters: new InMemoryCounterRepository(database),
      unitOfWork: new InMemoryUnitOfWork(database, (transaction) => ({
        counters: new InMemoryCounterRepository(transaction),
        afterCommit: (hook) => {
          transaction.afterCommit(hook);
        },
      })),
      beginElsewhere: () => elsewhere.begin(),
      waiting: () => database.waiting,
      unfinished: () => database.unfinished(),
      close: () => Promise.resolve(),
    });
  });
});
