import { setTimeout as pause } from 'node:timers/promises';
import { MINUTE } from '@2krika/domain';
import { Client, DatabaseError } from 'pg';
import { Umzug, type RunnableMigration } from 'umzug';
import { MIGRATIONS, readMigrations, type MigrationFile } from './migration-files.js';
import { MigrationTable, type AppliedMigration } from './migration-table.js';

export interface MigratorOptions {
  readonly url: string;
  readonly folder?: URL;
  /** Told of each migration as it begins. */
  readonly log?: (line: string) => void;
}

/**
 * `edited`: it was applied, but is not what it was then. `unknown`: a newer release applied it, and this one
 * does not have it.
 */
export type MigrationState = 'applied' | 'pending' | 'edited' | 'unknown';

export interface MigrationStatus {
  readonly name: string;
  readonly state: MigrationState;
  readonly appliedAt: Date | null;
}

/** Any number, as long as nobody else uses it in this database. */
const LOCK = 7_238_140_271;
/** How long a start waits for another that is migrating. */
const LOCK_WAIT = 5 * MINUTE;
/**
 * Milliseconds. While a migration waits for a table, everybody else waits behind it: so it waits in short
 * turns, and lets the others through in between.
 */
const TABLE_WAIT = 100;
const TABLE_TURNS = 100;
/** Without a transaction a statement waits for the end of older transactions and blocks nobody. */
const CONCURRENT_WAIT = 5 * MINUTE;

/** Moves the schema of a database. Several at once, as when many processes start, do the work once. */
export class Migrator {
  private readonly url: string;
  private readonly folder: URL;
  private readonly log: (line: string) => void;

  constructor({ url, folder = MIGRATIONS, log = () => undefined }: MigratorOptions) {
    this.url = url;
    this.folder = folder;
    this.log = log;
  }

  /**
   * Applies what is pending. Answers the names of what was applied.
   * @throws Error when a migration fails: that one has changed nothing, those before it stay applied
   */
  async up(): Promise<readonly string[]> {
    return this.alone(async (client, files) => {
      const applied = await this.umzug(client, files).up();
      return applied.map(({ name }) => name);
    });
  }

  /**
   * Takes the newest migrations back, one unless told. Answers their names, newest first.
   * @throws Error when the database has migrations that this release does not know
   */
  async undo(steps = 1): Promise<readonly string[]> {
    return this.alone(async (client, files) => {
      assertKnown(files, await new MigrationTable(client).list());
      const reverted = await this.umzug(client, files).down({ step: steps });
      return reverted.map(({ name }) => name);
    });
  }

  /** Every migration in its order, those of the folder and those of the database. */
  async status(): Promise<readonly MigrationStatus[]> {
    return this.connected(async (client) => {
      const files = await readMigrations(this.folder);
      const applied = await new MigrationTable(client).list();
      const names = new Set([...files, ...applied].map(({ name }) => name));
      return [...names].sort().map((name) => statusOf(name, files, applied));
    });
  }

  private async alone<Result>(
    work: (client: Client, files: readonly MigrationFile[]) => Promise<Result>,
  ): Promise<Result> {
    return this.connected(async (client) => {
      await client.query(`SET lock_timeout = ${LOCK_WAIT}`);
      await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
      const table = new MigrationTable(client);
      await table.create();
      const files = await readMigrations(this.folder);
      assertUnedited(files, await table.list());
      return work(client, files);
    });
  }

  private async connected<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    const client = new Client({
      connectionString: this.url,
      application_name: '2krika-migrator',
      keepAlive: true,
    });
    // Its end shows in the statement that is under way; without a listener it would end the process.
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  private umzug(client: Client, files: readonly MigrationFile[]): Umzug {
    const table = new MigrationTable(client);
    return new Umzug({
      migrations: files.map((file) => this.runnable(client, table, file)),
      storage: {
        executed: async () => (await table.list()).map(({ name }) => name),
        // Noted in the migration's own transaction: a kill between the two would run it again.
        logMigration: () => Promise.resolve(),
        unlogMigration: () => Promise.resolve(),
      },
      logger: undefined,
    });
  }

  private runnable(client: Client, table: MigrationTable, file: MigrationFile): RunnableMigration<object> {
    const { name, migration } = file;
    const steps = {
      up: async (): Promise<void> => {
        await migration.up(run);
        await table.add(file);
      },
      down: async (): Promise<void> => {
        await migration.down(run);
        await table.remove(file);
      },
    };
    const run = async (text: string, values: readonly unknown[] = []) => {
      const { rows } = await client.query<Record<string, unknown>>(
        text,
        values.length === 0 ? undefined : [...values],
      );
      return rows;
    };
    const move = async (direction: 'up' | 'down'): Promise<void> => {
      this.log(`${direction === 'up' ? 'apply' : 'undo'} ${name}`);
      if (migration.transaction === false) await withoutTransaction(client, steps[direction]);
      else await inTransaction(client, steps[direction]);
    };
    return { name, up: () => move('up'), down: () => move('down') };
  }
}

async function inTransaction(client: Client, step: () => Promise<void>): Promise<void> {
  for (let turn = 1; ; turn += 1) {
    await client.query(`BEGIN; SET LOCAL lock_timeout = ${TABLE_WAIT}`);
    try {
      await step();
      await client.query('COMMIT');
      return;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      const isTableBusy = error instanceof DatabaseError && error.code === '55P03';
      if (!isTableBusy || turn === TABLE_TURNS) throw error;
    }
    await pause(Math.random() * 2 * TABLE_WAIT);
  }
}

async function withoutTransaction(client: Client, step: () => Promise<void>): Promise<void> {
  await client.query(`SET lock_timeout = ${CONCURRENT_WAIT}`);
  await step();
}

function assertUnedited(files: readonly MigrationFile[], applied: readonly AppliedMigration[]): void {
  const edited = files.filter((file) => statusOf(file.name, files, applied).state === 'edited');
  if (edited.length === 0) return;
  const names = edited.map(({ name }) => name).join(', ');
  throw new Error(
    `Edited after it was applied here: ${names}. Put it back as it was, and write a new migration.`,
  );
}

function assertKnown(files: readonly MigrationFile[], applied: readonly AppliedMigration[]): void {
  const unknown = applied.filter(({ name }) => statusOf(name, files, applied).state === 'unknown');
  if (unknown.length === 0) return;
  const names = unknown.map(({ name }) => name).join(', ');
  throw new Error(`Applied by a newer release: ${names}. Only that one can take them back.`);
}

function statusOf(
  name: string,
  files: readonly MigrationFile[],
  applied: readonly AppliedMigration[],
): MigrationStatus {
  const file = files.find((each) => each.name === name);
  const done = applied.find((each) => each.name === name);
  const appliedAt = done?.appliedAt ?? null;
  if (done === undefined) return { name, state: 'pending', appliedAt };
  if (file === undefined) return { name, state: 'unknown', appliedAt };
  return { name, state: file.checksum === done.checksum ? 'applied' : 'edited', appliedAt };
}
