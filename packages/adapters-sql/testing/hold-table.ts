import { until } from '@2krika/domain/testing';
import { escapeIdentifier } from 'pg';
import type { TestDatabase } from './test-database.js';

/**
 * Lets nobody at the table while the work asks for it, for twenty milliseconds at least.
 * @param work one statement on the table
 */
export async function holdTable<Result>(
  { admin }: TestDatabase,
  table: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await admin.query(`BEGIN; LOCK TABLE ${escapeIdentifier(table)} IN ACCESS EXCLUSIVE MODE`);
  const asked = work();
  await until(async () => {
    // Not in pg_stat_activity, which a transaction sees as it was when it first looked.
    const { rowCount } = await admin.query(
      `SELECT FROM pg_locks JOIN pg_database d ON d.oid = database
       WHERE NOT granted AND relation = $1::regclass AND datname = current_database()`,
      [table],
    );
    return rowCount === 1;
  });
  await admin.query('SELECT pg_sleep(0.02); COMMIT');
  return asked;
}
