import { escapeIdentifier, type ClientBase } from 'pg';

export interface RowCopies {
  readonly table: string;
  /** Which row is copied, written in the test, in SQL. Default: any. */
  readonly where?: string;
  readonly count: number;
  /** What differs, by column, in SQL over the number `n` of the copy, from 1. */
  readonly changes: Readonly<Record<string, string>>;
}

/** Columns that the server numbers or computes are its own in each copy. */
const COLUMNS = `SELECT attname AS name FROM pg_attribute
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = ''
  ORDER BY attnum`;

/**
 * Makes many rows of one, faster than anybody can use the product. Keys to other tables are not checked, so that a
 * copy may stand for itself.
 * @throws Error when there is no such row
 */
export async function copyRow(
  client: ClientBase,
  { table, where = 'true', count, changes }: RowCopies,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(COLUMNS, [table]);
  const names = rows.map(({ name }) => escapeIdentifier(name));
  const values = rows.map(({ name }) => changes[name] ?? `source.${escapeIdentifier(name)}`);
  await client.query('BEGIN');
  await client.query('SET LOCAL session_replication_role = replica');
  const { rowCount } = await client.query(
    `INSERT INTO ${escapeIdentifier(table)} (${names.join(', ')}) SELECT ${values.join(', ')}
     FROM (SELECT * FROM ${escapeIdentifier(table)} WHERE ${where} LIMIT 1) source, generate_series(1, $1::integer) n`,
    [count],
  );
  await client.query('COMMIT');
  if (rowCount !== count) throw new Error(`There is no row of ${table} to copy.`);
}
