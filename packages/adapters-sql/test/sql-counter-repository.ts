import { AlreadyExists, StaleVersion, type Transaction, type Within } from '@2krika/domain';
import { CounterRepository, LabelTaken, type Counter } from '@2krika/domain/testing';
import type { Refusals, SqlStore, Statement } from '@2krika/adapters-sql';

type Row = [id: string, label: string | null, value: bigint, version: number];

export const CREATE_COUNTERS = `
  CREATE TABLE counters (
    id uuid CONSTRAINT counters_pkey PRIMARY KEY,
    label text CONSTRAINT counters_label_key UNIQUE,
    value bigint NOT NULL,
    version integer NOT NULL
  )`;

const INSERT: Statement = {
  name: 'counters_insert',
  text: 'INSERT INTO counters (id, label, value, version) VALUES ($1, $2, $3, $4)',
};
const UPDATE: Statement = {
  name: 'counters_update',
  text: 'UPDATE counters SET label = $3, value = $4, version = version + 1 WHERE id = $1 AND version = $2',
};
const FIND: Statement<Row> = {
  name: 'counters_find',
  text: 'SELECT id, label, value, version FROM counters WHERE id = $1',
};
const FIND_FOR_UPDATE: Statement<Row> = { name: 'counters_find_for_update', text: `${FIND.text} FOR UPDATE` };
const TOTAL: Statement<[total: bigint]> = {
  name: 'counters_total',
  text: 'SELECT coalesce(sum(value), 0)::bigint FROM counters',
};

export class SqlCounterRepository extends CounterRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin(): Promise<Transaction> {
    return this.store.begin();
  }

  async add(counter: Counter, within?: Within): Promise<void> {
    const { id, label, value, version } = counter;
    await this.store.session(within).execute(INSERT, [id, label, value, version], {
      ...refusalsOf(counter),
      counters_pkey: () => new AlreadyExists('counter', { id }),
    });
  }

  async save(counter: Counter, within?: Within): Promise<void> {
    const { id, label, value, version } = counter;
    const stale = () => new StaleVersion('counter', id);
    const session = this.store.session(within);
    await session.executeExactly(1, UPDATE, [id, version, label, value], stale, refusalsOf(counter));
  }

  async find(id: string, within?: Within): Promise<Counter | null> {
    return toCounter(await this.store.session(within).row(FIND, [id]));
  }

  async findForUpdate(id: string, within?: Within): Promise<Counter | null> {
    return toCounter(await this.store.session(within).rowForUpdate(FIND_FOR_UPDATE, [id]));
  }

  async total(within?: Within): Promise<bigint> {
    const row = await this.store.session(within).row(TOTAL);
    return row?.[0] ?? 0n;
  }
}

function refusalsOf({ label }: Counter): Refusals {
  return { counters_label_key: () => new LabelTaken(label) };
}

function toCounter(row: Row | null): Counter | null {
  if (row === null) return null;
  const [id, label, value, version] = row;
  return { id, label, value, version };
}
