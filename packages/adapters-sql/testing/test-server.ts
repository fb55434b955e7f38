import { createHash } from 'node:crypto';
import { Migrator, fingerprint, readMigrations } from '@2krika/adapters-sql';
import { Client, escapeIdentifier } from 'pg';

const SUFFIX = '_test';
/** The first of two keys of an advisory lock; the second stands for the name of a database. */
const LOCKS = 7_238;

/**
 * The server tests may make and wipe databases on. Its databases are shared by all processes that test there:
 * whoever uses one, makes or drops it, holds the lock of its name.
 */
export class TestServer {
  private constructor(
    private readonly url: URL,
    private readonly client: Client,
  ) {}

  /** @throws Error unless this is a test, on a database whose name says so */
  static async connect(env: NodeJS.ProcessEnv = process.env): Promise<TestServer> {
    const url = testUrl(env);
    return new TestServer(url, await connect(url.href));
  }

  /** A database of a name that starts like that of the server's URL, and ends like it. */
  nameOf(...parts: readonly (string | number)[]): string {
    const base = decodeURIComponent(this.url.pathname.slice(1, -SUFFIX.length));
    return `${[base, ...parts].join('_')}${SUFFIX}`;
  }

  urlOf(database: string): string {
    const url = new URL(this.url);
    url.pathname = `/${database}`;
    return url.href;
  }

  /** Takes the name until `unlock` or `close`, or until this process dies. False when another has it. */
  async tryLock(database: string): Promise<boolean> {
    const { rows } = await this.client.query<{ locked: boolean }>(
      'SELECT pg_try_advisory_lock($1, hashtext($2)) AS locked',
      [LOCKS, database],
    );
    return rows.some(({ locked }) => locked);
  }

  async lock(database: string): Promise<void> {
    await this.client.query('SELECT pg_advisory_lock($1, hashtext($2))', [LOCKS, database]);
  }

  async unlock(database: string): Promise<void> {
    await this.client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [LOCKS, database]);
  }

  async exists(database: string): Promise<boolean> {
    const { rowCount } = await this.client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    return rowCount === 1;
  }

  /** A copy of the template, or an empty database. */
  async create(database: string, template = 'template0'): Promise<void> {
    const [name, source] = [escapeIdentifier(database), escapeIdentifier(template)];
    await this.client.query(`CREATE DATABASE ${name} TEMPLATE ${source}`);
  }

  /**
   * Has statements on it read by an index wherever one can lead them: of the few rows tests have, the server would read
   * all, and nothing would tell an index that serves from one that does not.
   */
  async preferIndexes(database: string): Promise<void> {
    await this.client.query(`ALTER DATABASE ${escapeIdentifier(database)} SET enable_seqscan = off`);
  }

  async drop(database: string): Promise<void> {
    await this.client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(database)} WITH (FORCE)`);
  }

  /**
   * The database that has been through all migrations and is only ever copied. Whoever needs it first makes
   * it; its name changes with the migrations, and those of other migrations go when nobody uses them.
   */
  async template(): Promise<string> {
    const template = this.nameOf(await schemaHash(), 'template');
    await this.lock(template);
    try {
      if (!(await this.exists(template))) {
        await this.dropOutdated();
        await this.makeTemplate(template);
      }
      return template;
    } finally {
      await this.unlock(template);
    }
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  private async makeTemplate(template: string): Promise<void> {
    // Made under another name: a process that dies half-way leaves nothing that looks finished.
    const unfinished = this.nameOf(await schemaHash(), 'unfinished');
    await this.drop(unfinished);
    await this.create(unfinished);
    await new Migrator({ url: this.urlOf(unfinished) }).up();
    // A single connection to it would refuse every copy.
    await this.client.query(`ALTER DATABASE ${escapeIdentifier(unfinished)} WITH ALLOW_CONNECTIONS false`);
    await this.client.query(
      `ALTER DATABASE ${escapeIdentifier(unfinished)} RENAME TO ${escapeIdentifier(template)}`,
    );
  }

  private async dropOutdated(): Promise<void> {
    const pattern = `^${this.nameOf('[0-9a-f]{8}', '[a-z0-9_]+')}$`;
    const current = `^${this.nameOf(await schemaHash(), '[a-z0-9_]+')}$`;
    const { rows } = await this.client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE datname ~ $1 AND datname !~ $2',
      [pattern, current],
    );
    for (const { name } of rows) {
      if (!(await this.tryLock(name))) continue;
      await this.drop(name);
      await this.unlock(name);
    }
  }
}

/** A connection that a dying server does not turn into an uncaught exception. */
export async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: '2krika-test' });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

function testUrl(env: NodeJS.ProcessEnv): URL {
  if (env['NODE_ENV'] !== 'test') throw new Error('Test databases are opened under NODE_ENV=test only.');
  const text = env['SQL_DATABASE_URL_TEST'];
  if (text === undefined)
    throw new Error('SQL_DATABASE_URL_TEST is not set: jest is started with its globalSetup.');
  const url = new URL(text);
  if (!url.pathname.endsWith(SUFFIX)) {
    throw new Error(
      `Tests wipe their databases, so the name of one ends in ${SUFFIX}: ${url.pathname.slice(1)} does not.`,
    );
  }
  return url;
}

/** Of everything that decides what a migrated database is like. */
async function schemaHash(): Promise<string> {
  const hash = createHash('sha256').update(fingerprint(await readMigrations()));
  return hash.digest('hex').slice(0, 8);
}
