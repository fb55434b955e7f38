import { SECOND } from '@2krika/domain';
import { mongo } from 'mongoose';
import { Umzug, type RunnableMigration } from 'umzug';
import { MigrationCollection, type AppliedMigration } from './migration-collection.js';
import { MIGRATIONS, readMigrations, type MigrationFile } from './migration-files.js';
import { MigrationLock } from './migration-lock.js';

export interface MigratorOptions {
  readonly url: string;
  readonly databaseName: string;
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

/** Moves the collections and indexes of a database. Several at once, as when many processes start, do the work once. */
export class Migrator {
  private readonly url: string;
  private readonly databaseName: string;
  private readonly folder: URL;
  private readonly log: (line: string) => void;

  constructor({ url, databaseName, folder = MIGRATIONS, log = () => undefined }: MigratorOptions) {
    this.url = url;
    this.databaseName = databaseName;
    this.folder = folder;
    this.log = log;
  }

  /**
   * Applies what is pending, and answers the names of what was applied.
   * @throws Error when a migration fails: those before it stay applied, and it is run again from its start
   */
  async up(): Promise<readonly string[]> {
    return this.alone(async (database, files) => {
      const applied = await this.umzug(database, files).up();
      return applied.map(({ name }) => name);
    });
  }

  /**
   * Takes the newest migrations back, one unless told. Answers their names, newest first.
   * @throws Error when the database has migrations that this release does not know
   */
  async undo(steps = 1): Promise<readonly string[]> {
    return this.alone(async (database, files) => {
      assertKnown(files, await new MigrationCollection(database).list());
      const reverted = await this.umzug(database, files).down({ step: steps });
      return reverted.map(({ name }) => name);
    });
  }

  /** Every migration in its order, those of the folder and those of the database. */
  async status(): Promise<readonly MigrationStatus[]> {
    return this.connected(async (database) => {
      const files = await readMigrations(this.folder);
      const applied = await new MigrationCollection(database).list();
      const names = new Set([...files, ...applied].map(({ name }) => name));
      return [...names].sort().map((name) => statusOf(name, files, applied));
    });
  }

  private async alone<Result>(
    work: (database: mongo.Db, files: readonly MigrationFile[]) => Promise<Result>,
  ): Promise<Result> {
    return this.connected((database) =>
      new MigrationLock(database).alone(async () => {
        const files = await readMigrations(this.folder);
        assertUnedited(files, await new MigrationCollection(database).list());
        return work(database, files);
      }),
    );
  }

  private async connected<Result>(work: (database: mongo.Db) => Promise<Result>): Promise<Result> {
    const client = new mongo.MongoClient(this.url, {
      serverSelectionTimeoutMS: 5 * SECOND,
      writeConcern: { w: 'majority', journal: true },
    });
    await client.connect();
    try {
      return await work(client.db(this.databaseName));
    } finally {
      await client.close();
    }
  }

  private umzug(database: mongo.Db, files: readonly MigrationFile[]): Umzug {
    const applied = new MigrationCollection(database);
    return new Umzug({
      migrations: files.map((file) => this.runnable(database, applied, file)),
      storage: {
        executed: async () => (await applied.list()).map(({ name }) => name),
        // Noted with its checksum by the migration itself.
        logMigration: () => Promise.resolve(),
        unlogMigration: () => Promise.resolve(),
      },
      logger: undefined,
    });
  }

  private runnable(
    database: mongo.Db,
    applied: MigrationCollection,
    file: MigrationFile,
  ): RunnableMigration<object> {
    const { name, migration } = file;
    const run = (command: mongo.Document) => database.command(command);
    return {
      name,
      up: async () => {
        this.log(`apply ${name}`);
        await migration.up(run);
        await applied.add(file);
      },
      down: async () => {
        this.log(`undo ${name}`);
        await migration.down(run);
        await applied.remove(file);
      },
    };
  }
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
