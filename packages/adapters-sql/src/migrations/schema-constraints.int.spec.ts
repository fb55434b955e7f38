import { readFile } from 'node:fs/promises';
import { SECOND } from '@2krika/domain';
import { useOwnDatabase } from '@2krika/adapters-sql/testing';
import {
  ATTEMPTS,
  OWN_SUITES,
  statementsOf,
  storeSampleRows,
  type Attempt,
} from '../../test/constraints/index.js';
import { constraintsOf } from '../../test/schema-checks.js';
import { sqlStorage } from '../sql-storage.js';

/** What it is to break each kind: the SQLSTATE. */
const FAULTS = {
  condition: '23514',
  key: '23505',
  exclusion: '23P01',
  'foreign key': '23503',
  'deferred condition': '23514',
  trigger: null,
} as const;
const REFUSED_ROW = '23514';
const REFUSED_STATEMENT = '42501';

const attempts = Object.entries(ATTEMPTS).flatMap(([table, byName]) =>
  Object.entries(byName).flatMap(([name, one]) =>
    [one].flat().map((attempt, index) => ({ table, name, attempt, number: index + 1 })),
  ),
);

describe('the constraints of the schema', () => {
  const own = useOwnDatabase();

  beforeAll(async () => {
    await storeSampleRows(sqlStorage(own().database), own().admin);
  }, 60 * SECOND);

  /** What the database says to the attempt, of which nothing is left. */
  async function refusalOf(table: string, attempt: Attempt): Promise<unknown> {
    const { admin } = own();
    const statements = await statementsOf(admin, table, attempt);
    await admin.query('BEGIN');
    try {
      for (const statement of statements) await admin.query(statement);
      // What is looked at when the transaction ends is looked at now.
      await admin.query('SET CONSTRAINTS ALL IMMEDIATE');
      return null;
    } catch (error) {
      return error;
    } finally {
      await admin.query('ROLLBACK');
    }
  }

  it('are each attempted to be broken, and nothing else is', async () => {
    const found = (await constraintsOf(own().admin)).map(({ table, name }) => `${table}: ${name}`);
    const attempted = new Set(attempts.map(({ table, name }) => `${table}: ${name}`));
    expect([...attempted].filter((each) => !found.includes(each))).toEqual([]);
    const suites = await Promise.all(
      OWN_SUITES.map((path) => readFile(new URL(`../${path}`, import.meta.url), 'utf8')),
    );
    const isNamed = (name = '') => suites.some((suite) => suite.includes(name));
    expect(found.filter((each) => !attempted.has(each) && !isNamed(each.split(': ')[1]))).toEqual([]);
  });

  it('are all looked at: none is waiting to be validated', async () => {
    const unvalidated = (await constraintsOf(own().admin)).filter(({ isValidated }) => !isValidated);
    expect(unvalidated).toEqual([]);
  });

  it('are of no table of money where rows are marked as deleted', async () => {
    const { rows } = await own().admin.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND column_name = 'deleted_at' ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual([
      ...['categories', 'options', 'payout_methods', 'service_packages', 'services', 'uploads', 'users'],
    ]);
  });

  it.each(attempts)('refuse what breaks $name of $table, $number', async ({ table, name, attempt }) => {
    const kind = (await constraintsOf(own().admin)).find(
      (one) => one.table === table && one.name === name,
    )?.kind;
    if (kind === undefined) throw new Error(`${table} has no ${name}.`);
    const code = FAULTS[kind] ?? (/_are_kept$/.test(name) ? REFUSED_STATEMENT : REFUSED_ROW);
    expect(await refusalOf(table, attempt)).toMatchObject(
      code === REFUSED_STATEMENT
        ? { code, message: expect.stringContaining(`Rows of ${table} are never`) as string }
        : { code, constraint: attempt.as ?? name },
    );
  });
});
