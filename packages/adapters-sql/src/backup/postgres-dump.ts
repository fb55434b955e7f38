import { join } from 'node:path';
import {
  BackupFailed,
  DatabaseDump,
  RestoreRefused,
  type DumpFacts,
  type ReportProgress,
  type RestoreOptions,
} from '@2krika/domain';
import { Client } from 'pg';
import { readMigrations } from '../migrations/migration-files.js';
import { PostgresContents } from './postgres-contents.js';
import { findProgram, majorOf, ProgramFailed, runProgram } from './postgres-programs.js';

const FILE = 'database.dump';

/** A table that is being changed by a migration is waited for, not for ever. Milliseconds. */
const LOCK_WAIT = 60_000;

/** For as long as the dump takes: its snapshot is this transaction's. */
const SETTINGS =
  'SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = 0';

export interface PostgresDumpOptions {
  readonly url: string;
  /** The folders to look for pg_dump and pg_restore in, as in PATH. */
  readonly searchPath?: string | undefined;
}

/** The PostgreSQL database, dumped by pg_dump and restored by pg_restore of its own major version. */
export class PostgresDump extends DatabaseDump {
  readonly database = 'postgresql';

  constructor(private readonly options: PostgresDumpOptions) {
    super();
  }

  /** What is counted is what is dumped: pg_dump reads by the snapshot of the transaction that counts. */
  async write(folder: string, report: ReportProgress): Promise<DumpFacts> {
    return this.orFail(async (client, contents) => {
      const serverVersion = await contents.serverVersion();
      const program = await findProgram('pg_dump', majorOf(serverVersion), this.options.searchPath);
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const { rows } = await client.query<{ snapshot: string }>('SELECT pg_export_snapshot() AS snapshot');
      const counts = await contents.counts();
      const args = ['--format=custom', `--snapshot=${rows[0]?.snapshot}`, `--lock-wait-timeout=${LOCK_WAIT}`];
      const onLine = tableCounter(/dumping contents of table/, Object.keys(counts).length, report);
      await this.run(program.path, [...args, `--file=${join(folder, FILE)}`], onLine);
      const facts = {
        database: this.database,
        ...{ serverVersion, program: program.version, counts },
        migrations: await contents.migrations(),
      };
      await client.query('COMMIT');
      return facts;
    }, BackupFailed);
  }

  async assertRestorable(facts: DumpFacts, { clean }: RestoreOptions): Promise<void> {
    await assertKnownSchema(facts);
    await this.orFail(async (_, contents) => {
      const major = majorOf(await contents.serverVersion());
      if (major < majorOf(facts.serverVersion)) {
        throw new RestoreRefused(
          `The backup is of PostgreSQL ${facts.serverVersion}, and the server is older: ${major}.`,
        );
      }
      await findProgram('pg_restore', major, this.options.searchPath);
      const others = await contents.otherConnections();
      if (others > 0) {
        throw new RestoreRefused(
          `PostgreSQL is in use by ${others} other connections: stop API and worker first.`,
        );
      }
      if (clean) assertReplaced(await contents.tables(), facts);
      else assertEmpty(await contents.relations());
    }, RestoreRefused);
  }

  /** In one transaction: a restore that fails has changed nothing. */
  async restore(
    folder: string,
    facts: DumpFacts,
    { clean }: RestoreOptions,
    report: ReportProgress,
  ): Promise<void> {
    await this.orFail(async (client, contents) => {
      const { path } = await findProgram(
        'pg_restore',
        majorOf(await contents.serverVersion()),
        this.options.searchPath,
      );
      const args = ['--exit-on-error', '--single-transaction', '--no-owner'];
      const replacing = clean ? ['--clean', '--if-exists'] : [];
      const onLine = tableCounter(/processing data for table/, Object.keys(facts.counts).length, report);
      await this.run(path, [...args, ...replacing, join(folder, FILE)], onLine);
      assertSameCounts(facts.counts, await contents.counts());
      // Else the first users wait for plans made on empty tables.
      await client.query('ANALYZE');
    }, RestoreRefused);
  }

  private async run(path: string, args: readonly string[], onLine: (line: string) => void): Promise<void> {
    const { dbname, password } = withoutPassword(this.options.url);
    const env = password === '' ? {} : { PGPASSWORD: password };
    await runProgram(path, ['--verbose', '--no-password', `--dbname=${dbname}`, ...args], env, onLine);
  }

  /** @throws what the work throws, faults of the server and of programs as `Failure` with one line */
  private async orFail<Result>(
    work: (client: Client, contents: PostgresContents) => Promise<Result>,
    Failure: typeof BackupFailed | typeof RestoreRefused,
  ): Promise<Result> {
    const client = new Client({ connectionString: this.options.url, application_name: '2krika-backup' });
    // Its end shows in the statement that is under way; without a listener it would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(SETTINGS);
      return await work(client, await PostgresContents.of(client));
    } catch (error) {
      if (error instanceof BackupFailed || error instanceof RestoreRefused) throw error;
      if (error instanceof ProgramFailed) throw new Failure(error.message, { cause: error });
      throw new Failure(`PostgreSQL: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

/** Everybody on the machine can read the arguments of a program. */
function withoutPassword(url: string): { readonly dbname: string; readonly password: string } {
  const parsed = new URL(url);
  const password = decodeURIComponent(parsed.password);
  parsed.password = '';
  return { dbname: parsed.href, password };
}

function tableCounter(pattern: RegExp, total: number, report: ReportProgress): (line: string) => void {
  let done = 0;
  return (line) => {
    if (!pattern.test(line)) return;
    done += 1;
    report('PostgreSQL tables', done, total);
  };
}

async function assertKnownSchema({ migrations }: DumpFacts): Promise<void> {
  const known = new Map((await readMigrations()).map(({ name, checksum }) => [name, checksum]));
  const strange = migrations.filter(({ name, checksum }) => known.get(name) !== checksum);
  if (strange.length === 0) return;
  const names = strange.map(({ name }) => name).join(', ');
  throw new RestoreRefused(`The backup has migrations of PostgreSQL that this release does not: ${names}.`);
}

function assertEmpty([first, ...others]: readonly string[]): void {
  if (first === undefined) return;
  throw new RestoreRefused(
    `PostgreSQL is not empty: it has ${first} and ${others.length} others. To replace them, say so with --clean.`,
  );
}

/** What the backup does not know would be left over from another schema. */
function assertReplaced(tables: readonly string[], { counts }: DumpFacts): void {
  const strange = tables.filter((name) => !Object.hasOwn(counts, name));
  if (strange.length === 0) return;
  throw new RestoreRefused(
    `PostgreSQL has tables that the backup does not and would keep: ${strange.join(', ')}. Restore into an empty database.`,
  );
}

function assertSameCounts(
  expected: Readonly<Record<string, number>>,
  actual: Readonly<Record<string, number>>,
): void {
  const wrong = Object.keys(expected).filter((name) => expected[name] !== actual[name]);
  if (wrong.length === 0) return;
  const [name = ''] = wrong;
  throw new RestoreRefused(`${name} has ${actual[name] ?? 0} rows after the restore, not ${expected[name]}.`);
}
