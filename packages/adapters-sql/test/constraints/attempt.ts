import { escapeIdentifier, type Client } from 'pg';

/** Something a constraint refuses: one change of a row that it accepted. */
export interface Attempt {
  /** Adds a copy of the row with these columns set, each to an expression of SQL over the row. */
  readonly copy?: Readonly<Record<string, string>>;
  /** Changes the row by these assignments. */
  readonly set?: string;
  /** Any other statement. */
  readonly run?: string;
  /** Which row, as a condition. */
  readonly of?: string;
  /** Done first, and accepted. */
  readonly after?: string;
  /** Conditions that say the same of this row and would speak first. */
  readonly besides?: readonly string[];
  /** The constraint that speaks, where that is not the one whose name leads here. */
  readonly as?: string;
}

/** By the table's name and the constraint's, unique index's or trigger's. */
export type Attempts = Readonly<Record<string, Readonly<Record<string, Attempt | readonly Attempt[]>>>>;

/** An id nobody has. */
export const NEW = 'gen_random_uuid()';

/** A copy of a row, with another id and whatever else is said. */
export function another(columns: Readonly<Record<string, string>> = {}, of?: string): Attempt {
  return { copy: { id: NEW, ...columns }, ...(of === undefined ? {} : { of }) };
}

/** A copy of a row, its key included, with what is said changed. */
export function copy(columns: Readonly<Record<string, string>> = {}, of?: string): Attempt {
  return { copy: columns, ...(of === undefined ? {} : { of }) };
}

export function set(assignments: string, of?: string): Attempt {
  return { set: assignments, ...(of === undefined ? {} : { of }) };
}

/** Rows that are neither removed one by one nor all at once. */
export function removal(table: string): readonly Attempt[] {
  return [{ run: `DELETE FROM ${table}` }, { run: `TRUNCATE ${table} CASCADE` }];
}

/** Rows that stay as they were written. */
export function change(table: string, column: string): readonly Attempt[] {
  return [{ set: `${column} = ${column}` }, ...removal(table)];
}

const COLUMNS = `SELECT attname AS name FROM pg_attribute
  WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = ''
  ORDER BY attnum`;

/** The statements of an attempt at a table, in their order. */
export async function statementsOf(
  client: Client,
  table: string,
  { copy: columns, set: assignments, run, of = 'true', after, besides = [] }: Attempt,
): Promise<readonly string[]> {
  const before = besides.map((name) => `ALTER TABLE ${table} DROP CONSTRAINT ${escapeIdentifier(name)}`);
  if (after !== undefined) before.push(after);
  if (run !== undefined) return [...before, run];
  const row = `(SELECT ctid FROM ${table} WHERE ${of} LIMIT 1)`;
  if (assignments !== undefined) return [...before, `UPDATE ${table} SET ${assignments} WHERE ctid = ${row}`];
  const { rows } = await client.query<{ name: string }>(COLUMNS, [table]);
  const names = rows.map(({ name }) => escapeIdentifier(name)).join(', ');
  const values = rows.map(({ name }) => columns?.[name] ?? escapeIdentifier(name)).join(', ');
  return [...before, `INSERT INTO ${table} (${names}) SELECT ${values} FROM ${table} WHERE ctid = ${row}`];
}
