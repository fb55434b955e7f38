import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { developmentSecrets } from './development-secrets.js';
import { openEmptyDatabases, type EmptyDatabases } from '../migrations/testing/empty-databases.js';

/** On a busy machine, and the first time on it. */
const PATIENCE = 180_000;

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const NODE_ARGS = ['--conditions=@2krika/source', '--import', at('../run-from-source/register.js')];

interface Outcome {
  readonly code: number | null;
  readonly lines: readonly string[];
  readonly errors: readonly string[];
}

describe('the migrate command', () => {
  let databases: EmptyDatabases;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    databases = await openEmptyDatabases('migrate');
    // As in an image, which neither installs nor builds.
    env = {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      SQL_DATABASE_URL: databases.sqlUrl,
      MONGO_DATABASE_URL: databases.mongoUrl,
      MONGO_DATABASE_NAME: databases.name,
    };
  }, PATIENCE);

  afterAll(() => databases.drop(), PATIENCE);

  function migrate(args: readonly string[], overrides: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [...NODE_ARGS, at('migrate.js'), ...args], {
        env: { ...env, ...overrides },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const [output, errors] = [child.stdout, child.stderr].map((stream) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        return () => Buffer.concat(chunks).toString().split('\n').filter(Boolean);
      });
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, lines: output?.() ?? [], errors: errors?.() ?? [] }));
    });
  }

  async function rows(): Promise<{ roles: unknown[]; users: unknown[] }> {
    const client = new Client({ connectionString: env['SQL_DATABASE_URL'] });
    await client.connect();
    const { rows: roles } = await client.query('SELECT code, name_fr, created_at FROM roles ORDER BY code');
    const { rows: users } = await client.query('SELECT id FROM users');
    await client.end();
    return { roles, users };
  }

  /** What the table of all migrations says of those of a database, in its order. */
  async function states(): Promise<readonly string[]> {
    const { lines } = await migrate(['status']);
    const [header, ...rows] = lines.map((line) => line.split(/ {2,}/));
    expect(header).toEqual(['database', 'state', 'applied at', 'migration']);
    return [...new Set(rows.map(([database, state]) => `${String(database)} ${String(state)}`))];
  }

  it(
    'moves both databases there, back and there again, and tells where they are',
    async () => {
      expect(await states()).toEqual(['sql pending', 'mongo pending']);
      expect(await migrate(['up'])).toMatchObject({ code: 0, errors: [] });
      expect(await states()).toEqual(['sql applied', 'mongo applied']);
      expect((await migrate(['undo', '--steps', '1000'])).code).toBe(0);
      expect(await states()).toEqual(['sql pending', 'mongo pending']);
      expect((await migrate(['--database', 'mongo'])).code).toBe(0);
      expect(await states()).toEqual(['sql pending', 'mongo applied']);
    },
    PATIENCE,
  );

  it(
    'writes what an installation starts from, and nothing twice',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'migrate-'));
      const told = {
        ...developmentSecrets(folder),
        DATA_FOLDER: folder,
        API_URL: 'http://api',
        SANDBOX_PROVIDER_URL: 'http://sandbox',
      };
      try {
        const first = await migrate(['up', '--seed'], told);
        expect(first).toMatchObject({ code: 0, errors: [] });
        const seeded = await rows();
        expect(seeded.roles.length).toBeGreaterThan(0);
        // Staff and a float to pay from are of development.
        expect(seeded.users).toEqual([]);
        expect((await migrate(['up', '--seed'], told)).code).toBe(0);
        expect(await rows()).toEqual(seeded);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    PATIENCE,
  );

  it(
    'says in one line what is wrong',
    async () => {
      const nowhere = { SQL_DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/shop' };
      const wrong: readonly [readonly string[], NodeJS.ProcessEnv, string][] = [
        [['up'], nowhere, 'The PostgreSQL server of SQL_DATABASE_URL does not let us in'],
        [['up'], { SQL_DATABASE_URL: undefined }, 'SQL_DATABASE_URL is not set.'],
        [['up', '--database', 'mongo'], { MONGO_DATABASE_URL: undefined }, 'MONGO_DATABASE_URL is not set.'],
        [['up', '--database', 'oracle'], {}, '--database is sql or mongo, not "oracle".'],
        [['undo', '--steps', '0'], {}, '--steps is a whole number from 1, not "0".'],
        [['undo', '--seed'], {}, '--seed goes with the migration of both databases.'],
        [['status', '--verbose'], {}, `Unknown option '--verbose'`],
        [['generate', '--name', 'Not Words'], {}, '"Not Words" does not name a migration'],
      ];
      const outcomes = await Promise.all(wrong.map(([args, overrides]) => migrate(args, overrides)));
      expect(outcomes).toEqual(
        wrong.map(([, , message]) => ({ code: 1, lines: [], errors: [expect.stringContaining(message)] })),
      );
    },
    PATIENCE,
  );

  it(
    'prints its help, whatever else it is told',
    async () => {
      const outcomes = await Promise.all(
        ['up', 'undo', 'status', 'generate'].map((action) => migrate([action, '--help'])),
      );
      for (const { code, lines } of outcomes) {
        expect([code, lines[0]]).toEqual([0, expect.stringContaining('npm run migrate')]);
      }
    },
    PATIENCE,
  );
});
