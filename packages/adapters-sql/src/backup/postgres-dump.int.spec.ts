import { copyFile, mkdtemp, open, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DumpFacts } from '@2krika/domain';
import { aUser, unique } from '@2krika/domain/testing';
import { Client } from 'pg';
import { useOwnDatabase } from '../../testing/index.js';
import { dumpSchema } from '../migrations/dump-schema.js';
import { sqlStorage } from '../sql-storage.js';
import { PostgresDump } from './postgres-dump.js';

const IN_EMPTY = { clean: false };
const REPLACING = { clean: true };
const ignore = () => undefined;
/** For programs that are started beside other suites. */
const SLOW = 120_000;

describe('PostgresDump', () => {
  const opened = useOwnDatabase();
  const targets: string[] = [];
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), '2krika-backup-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
    for (const name of targets.splice(0)) await opened().admin.query(`DROP DATABASE "${name}" WITH (FORCE)`);
  });

  /** An empty database nobody is connected to. */
  async function emptyDatabase(): Promise<string> {
    const url = new URL(opened().url);
    const name = `${url.pathname.slice(1).replace(/_test$/, '')}_${unique()}_test`;
    await opened().admin.query(`CREATE DATABASE "${name}"`);
    targets.push(name);
    url.pathname = name;
    return url.href;
  }

  async function inDatabase<Result>(url: string, work: (client: Client) => Promise<Result>): Promise<Result> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  const usersIn = (url: string) =>
    inDatabase(url, async (client) => (await client.query<{ id: string }>('SELECT id FROM users')).rows);

  /** A dump of a database with a user, which no test changes. */
  let dumped: { readonly folder: string; readonly facts: DumpFacts; readonly userId: string };

  beforeAll(async () => {
    const user = aUser();
    await sqlStorage(opened().database).users.add(user);
    const shared = await mkdtemp(join(tmpdir(), '2krika-backup-'));
    const facts = await new PostgresDump({ url: opened().url }).write(shared, ignore);
    dumped = { folder: shared, facts, userId: user.id };
  }, SLOW);

  afterAll(() => rm(dumped.folder, { recursive: true }));

  it(
    'restores schema and rows as they were, and says what and how much it is',
    async () => {
      const parts: string[] = [];
      const { facts, userId } = dumped;
      const url = await emptyDatabase();
      const target = new PostgresDump({ url });
      await target.assertRestorable(facts, IN_EMPTY);
      await target.restore(dumped.folder, facts, IN_EMPTY, (part, done, total) =>
        parts.push(`${part} ${done}/${total}`),
      );

      expect(facts).toMatchObject({ database: 'postgresql', counts: { orders: 0 } });
      expect(facts.program).toMatch(/^pg_dump \(PostgreSQL\) \d+/);
      expect(facts.migrations[0]).toMatchObject({ name: '20261124060000-append-only-tables' });
      expect(facts.counts['users']).toBe(1);
      expect(await usersIn(url)).toContainEqual({ id: userId });
      expect(await dumpSchema(url)).toBe(await dumpSchema(opened().url));
      const tables = Object.keys(facts.counts).length;
      expect(parts.at(-1)).toBe(`PostgreSQL tables ${tables}/${tables}`);
    },
    SLOW,
  );

  it(
    'counts and dumps the same instant, whatever is written meanwhile',
    async () => {
      const { users } = sqlStorage(opened().database);
      const dumping = new AbortController();
      const writing = (async () => {
        while (!dumping.signal.aborted) await users.add(aUser());
      })();
      const facts = await new PostgresDump({ url: opened().url }).write(folder, ignore);
      dumping.abort();
      await writing;
      const url = await emptyDatabase();
      await new PostgresDump({ url }).restore(folder, facts, IN_EMPTY, ignore);
      expect(await usersIn(url)).toHaveLength(facts.counts['users'] ?? -1);
    },
    SLOW,
  );

  it(
    'refuses a database that holds something, unless it is to be replaced; then it is as the backup',
    async () => {
      const { facts } = dumped;
      const url = await emptyDatabase();
      const target = new PostgresDump({ url });
      await target.restore(dumped.folder, facts, IN_EMPTY, ignore);
      await inDatabase(url, (client) => client.query('DELETE FROM users; DROP VIEW account_balances'));
      await expect(target.assertRestorable(facts, IN_EMPTY)).rejects.toThrow(
        /PostgreSQL is not empty: .*--clean/,
      );
      await target.assertRestorable(facts, REPLACING);
      await target.restore(dumped.folder, facts, REPLACING, ignore);
      expect(await usersIn(url)).toHaveLength(facts.counts['users'] ?? -1);
      expect(await dumpSchema(url)).toBe(await dumpSchema(opened().url));
    },
    SLOW,
  );

  it(
    'refuses to replace what would be left over, and to restore under other connections',
    async () => {
      const { facts } = dumped;
      const url = await emptyDatabase();
      await inDatabase(url, async (client) => {
        const target = new PostgresDump({ url });
        await expect(target.assertRestorable(facts, IN_EMPTY)).rejects.toThrow(
          'in use by 1 other connections',
        );
        await client.query('CREATE TABLE of_tomorrow ()');
      });
      const target = new PostgresDump({ url });
      await expect(target.assertRestorable(facts, REPLACING)).rejects.toThrow('of_tomorrow');
    },
    SLOW,
  );

  it(
    'refuses a schema that this release does not have, and an older server',
    async () => {
      const { facts } = dumped;
      const target = new PostgresDump({ url: await emptyDatabase() });
      const migrations = [...facts.migrations, { name: '20991231000000-later', checksum: 'ab' }];
      await expect(target.assertRestorable({ ...facts, migrations }, IN_EMPTY)).rejects.toThrow(
        'this release does not: 20991231000000-later',
      );
      await expect(target.assertRestorable({ ...facts, serverVersion: '99.1' }, IN_EMPTY)).rejects.toThrow(
        'The backup is of PostgreSQL 99.1, and the server is older',
      );
    },
    SLOW,
  );

  it.each<[string, (path: string) => Promise<void>]>([
    ['was cut off', async (path) => truncate(path, (await stat(path)).size - 2_000)],
    ['is none', (path) => writeFile(path, 'not a dump')],
  ])(
    'leaves an empty database empty when the dump %s',
    async (_, damage) => {
      const { facts } = dumped;
      await copyFile(join(dumped.folder, 'database.dump'), join(folder, 'database.dump'));
      await damage(join(folder, 'database.dump'));
      const url = await emptyDatabase();
      const target = new PostgresDump({ url });
      await expect(target.restore(folder, facts, IN_EMPTY, ignore)).rejects.toThrow(
        /^pg_restore: error: [^\n]+$/,
      );
      await expect(target.assertRestorable(facts, IN_EMPTY)).resolves.toBeUndefined();
    },
    SLOW,
  );

  it(
    'says in one line that the disk is full',
    async () => {
      await symlink('/dev/full', join(folder, 'database.dump'));
      await expect(new PostgresDump({ url: opened().url }).write(folder, ignore)).rejects.toMatchObject({
        name: 'BackupFailed',
        message: expect.stringMatching(/^pg_dump: error: [^\n]*No space left on device$/),
      });
    },
    SLOW,
  );

  it('says in one line that the server does not answer', async () => {
    const dump = new PostgresDump({ url: 'postgresql://nobody@127.0.0.1:1/none' });
    await expect(dump.write(folder, ignore)).rejects.toMatchObject({
      name: 'BackupFailed',
      message: expect.stringMatching(/^PostgreSQL: [^\n]*ECONNREFUSED/),
    });
  });

  describe('with programs of other versions', () => {
    /** Stands in for a program: says its version, and notes what else it is told. */
    async function plant(name: string, version: string): Promise<void> {
      const path = join(folder, name);
      const script = `#!/bin/sh\nif [ "$1" = --version ]; then echo '${name} (PostgreSQL) ${version}'; exit 0; fi\necho "$PGPASSWORD $*" > '${folder}/told'\n`;
      await writeFile(path, script, { mode: 0o755 });
      // Written to the end: one that is still open for writing cannot be run.
      const handle = await open(path);
      await handle.close();
    }

    const facts: DumpFacts = {
      ...{ database: 'postgresql', serverVersion: '9.0', program: 'none', migrations: [], counts: {} },
    };

    it('makes no backup, and says which one is needed', async () => {
      await plant('pg_dump', '13.4 (Debian 13.4-1)');
      const dump = new PostgresDump({ url: opened().url, searchPath: `/nowhere:${folder}` });
      await expect(dump.write(folder, ignore)).rejects.toThrow(
        /^The server is PostgreSQL (\d+) and needs its own pg_dump, of which only pg_dump \(PostgreSQL\) 13\.4 \(Debian 13\.4-1\) was found: install postgresql-client-\1\.$/,
      );
    });

    it('restores nothing, and says that there is none', async () => {
      const target = new PostgresDump({ url: await emptyDatabase(), searchPath: folder });
      await expect(target.assertRestorable(facts, IN_EMPTY)).rejects.toThrow(
        /its own pg_restore, of which none was found/,
      );
    });

    it('keeps the password out of what everybody can read', async () => {
      const { admin } = opened();
      const { rows } = await admin.query<{ server_version: string }>('SHOW server_version');
      await plant('pg_dump', rows[0]?.server_version ?? '');
      const url = new URL(opened().url);
      url.username = `backup_${process.pid}`;
      url.password = 'ge%2Fheim';
      await admin.query(`CREATE ROLE ${url.username} SUPERUSER LOGIN PASSWORD 'ge/heim'`);
      try {
        await new PostgresDump({ url: url.href, searchPath: folder }).write(folder, ignore);
      } finally {
        await admin.query(`DROP ROLE ${url.username}`);
      }
      const [password, ...told] = (await readFile(join(folder, 'told'), 'utf8')).split(' ');
      expect(password).toBe('ge/heim');
      expect(told.join(' ')).toContain('--format=custom');
      expect(told.join(' ')).not.toContain('heim');
    });
  });
});
