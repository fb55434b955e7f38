import { Client } from 'pg';
import { startDatabases, type Databases } from '../dev-databases/start-databases.js';
import { indexFaults } from './index-usage.js';

/** For finding or starting a server on a busy machine. */
const PATIENCE = 180_000;

const SCHEMA = `
  CREATE TABLE owners (id integer PRIMARY KEY);
  CREATE TABLE things (id integer PRIMARY KEY, owner integer REFERENCES owners, colour text, shape text, name text UNIQUE);
  CREATE INDEX things_owner ON things (owner);
  CREATE INDEX things_colour ON things (colour);
  CREATE INDEX things_shape ON things (shape)`;

describe('indexFaults', () => {
  let databases: Databases;
  const clones = [1, 2].map((number) => `2krika_index${process.pid}_0000beef_${number}_test`);

  async function on(database: string, ...statements: readonly string[]): Promise<void> {
    const { href } = Object.assign(new URL(databases.sql.url), { pathname: `/${database}` });
    const client = new Client({ connectionString: href });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }

  beforeAll(async () => {
    databases = await startDatabases({ purpose: 'test', log: () => undefined });
    const base = new URL(databases.sql.url).pathname.slice(1);
    for (const clone of clones) {
      await on(base, `CREATE DATABASE "${clone}"`);
      await on(clone, SCHEMA);
    }
  }, PATIENCE);

  afterAll(async () => {
    const base = new URL(databases.sql.url).pathname.slice(1);
    for (const clone of clones) await on(base, `DROP DATABASE "${clone}"`);
    await databases.stop();
  }, PATIENCE);

  const faults = async (kept: Readonly<Record<string, string>>) =>
    (await indexFaults(databases.sql.url, kept)).filter((fault) => /things_|nothing/.test(fault));
  const unused = (name: string) => `No statement of the tests reads by the index ${name}.`;

  it(
    'name what no database reads by, and neither what guards a rule nor what a foreign key needs',
    async () => {
      expect(await faults({})).toEqual([unused('things_colour'), unused('things_shape')]);
      expect(await faults({ things_shape: 'For a reason.', nothing: 'For none.' })).toEqual([
        unused('things_colour'),
        'There is no index nothing to keep.',
      ]);
      const [, second] = clones;
      await on(second ?? '', 'SET enable_seqscan = off', `SELECT FROM things WHERE shape = 'round'`);
      expect(await faults({})).toEqual([unused('things_colour')]);
    },
    PATIENCE,
  );
});
