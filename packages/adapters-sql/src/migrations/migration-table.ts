import type { ClientBase } from 'pg';
import type { MigrationFile } from './migration-files.js';

export interface AppliedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly appliedAt: Date;
}

/** Which migrations a database has been through. */
export class MigrationTable {
  constructor(private readonly client: ClientBase) {}

  async create(): Promise<void> {
    await this.client.query(`
      CREATE TABLE IF NOT EXISTS schema_migrations (
        name text PRIMARY KEY,
        checksum text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      )`);
  }

  /** In the order they were named. None in a database that was never migrated. */
  async list(): Promise<readonly AppliedMigration[]> {
    const { rows: found } = await this.client.query(
      `SELECT 1 WHERE to_regclass('schema_migrations') IS NOT NULL`,
    );
    if (found.length === 0) return [];
    const { rows } = await this.client.query<AppliedMigration>(
      'SELECT name, checksum, applied_at AS "appliedAt" FROM schema_migrations ORDER BY name',
    );
    return rows;
  }

  async add({ name, checksum }: MigrationFile): Promise<void> {
    await this.client.query('INSERT INTO schema_migrations (name, checksum) VALUES ($1, $2)', [
      name,
      checksum,
    ]);
  }

  async remove({ name }: MigrationFile): Promise<void> {
    await this.client.query('DELETE FROM schema_migrations WHERE name = $1', [name]);
  }
}
