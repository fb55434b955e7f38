import type { DumpedMigration } from '@2krika/domain';
import type { Client } from 'pg';
import { MigrationTable } from '../migrations/migration-table.js';

/** Of ours, not of the server or of an extension. */
const OWN = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (
  SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

const RELATIONS = `SELECT n.nspname AS schema, c.relname AS name, c.relkind IN ('r', 'm') AS "hasRows"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND ${OWN} ORDER BY 1, 2`;

const VERSION = `SELECT current_setting('server_version') AS version`;

/** Somebody who may not see what the others do still sees that they are there. */
const OTHERS = `SELECT count(*)::int AS others FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND coalesce(backend_type, 'client backend') = 'client backend'`;

/** Of this session alone. A name that is only known at run time has no place in a statement of ours. */
const COUNT_FUNCTION = `CREATE FUNCTION pg_temp.count_of(name regclass) RETURNS bigint LANGUAGE plpgsql AS
  $$ DECLARE found bigint; BEGIN EXECUTE format('SELECT count(*) FROM %s', name) INTO found; RETURN found; END $$`;

const COUNTS = `SELECT schema, name, pg_temp.count_of(format('%I.%I', schema, name)::regclass) AS count
  FROM (${RELATIONS}) relations WHERE "hasRows"`;

interface Relation {
  readonly schema: string;
  readonly name: string;
  readonly hasRows: boolean;
}

/** What a database holds, as seen by one connection, in its transaction if it has one. */
export class PostgresContents {
  private constructor(private readonly client: Client) {}

  /** @param client outside a transaction, which may be begun afterwards */
  static async of(client: Client): Promise<PostgresContents> {
    await client.query(COUNT_FUNCTION);
    return new PostgresContents(client);
  }

  async serverVersion(): Promise<string> {
    const { rows } = await this.client.query<{ version: string }>(VERSION);
    return rows[0]?.version ?? '';
  }

  /** How many other connections there are to this database. */
  async otherConnections(): Promise<number> {
    const { rows } = await this.client.query<{ others: number }>(OTHERS);
    return rows[0]?.others ?? 0;
  }

  /** The names of everything in it, those of the schema `public` without it. */
  async relations(): Promise<readonly string[]> {
    return (await this.listRelations()).map(nameOf);
  }

  /** The names of those that have rows. */
  async tables(): Promise<readonly string[]> {
    return (await this.listRelations()).filter(({ hasRows }) => hasRows).map(nameOf);
  }

  /** How many rows each table has. */
  async counts(): Promise<Readonly<Record<string, number>>> {
    const { rows } = await this.client.query<Relation & { count: string }>(COUNTS);
    return Object.fromEntries(rows.map((table) => [nameOf(table), Number(table.count)]));
  }

  /** In the order they were named. @throws Error in a database that was never migrated */
  async migrations(): Promise<readonly DumpedMigration[]> {
    const applied = await new MigrationTable(this.client).list();
    return applied.map(({ name, checksum }) => ({ name, checksum }));
  }

  private async listRelations(): Promise<readonly Relation[]> {
    const { rows } = await this.client.query<Relation>(RELATIONS);
    return rows;
  }
}

function nameOf({ schema, name }: Relation): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}
