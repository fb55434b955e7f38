import { Database } from '@2krika/adapters-sql';
import { escapeIdentifier } from 'pg';

export type TableRow = Readonly<Record<string, unknown>>;

/** Reads tables from around the product, of a server that may be gone for a while. */
export class TableReader {
  private constructor(private readonly database: Database) {}

  static async open(url: string): Promise<TableReader> {
    return new TableReader(await Database.open({ url, applicationName: '2krika-test' }));
  }

  /** How many rows are so. @param condition written in the test, in SQL */
  async count(table: string, condition = 'true'): Promise<number> {
    const text = `SELECT count(*) FROM ${escapeIdentifier(table)} WHERE ${condition}`;
    const row = await this.database.session().row<[count: bigint]>({ name: nameOf(text), text });
    return Number(row?.[0] ?? 0n);
  }

  /** Those rows, as JSON has them. */
  async rows(table: string, condition = 'true'): Promise<readonly TableRow[]> {
    const text = `SELECT to_jsonb(t) FROM ${escapeIdentifier(table)} t WHERE ${condition}`;
    const rows = await this.database.session().rows<[row: TableRow]>({ name: nameOf(text), text });
    return rows.map(([row]) => row);
  }

  close(): Promise<void> {
    return this.database.close();
  }
}

const names = new Map<string, string>();

/** The server prepares a statement under its name, and takes no other under the same. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `table_reader_${names.size}`;
  names.set(text, name);
  return name;
}
