import { readFile, writeFile } from 'node:fs/promises';
import { SECOND } from '@2krika/domain';
import { useOwnDatabase } from '@2krika/adapters-sql/testing';
import { MigrationFolder } from '../../test/migration-folder.js';
import { dumpSchema } from './dump-schema.js';
import { Migrator } from './migrator.js';

const SCHEMA_FILE = new URL('../../migrations/schema.sql', import.meta.url);

/** One of everything a dump has words for. */
const RICH_SCHEMA = `
  CREATE TYPE mood AS ENUM ('sad', 'ok', 'it''s fine');
  CREATE SEQUENCE ticket START 100 INCREMENT 5;
  CREATE FUNCTION double(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
  CREATE TABLE people (
    id uuid PRIMARY KEY,
    number bigint GENERATED ALWAYS AS IDENTITY (START 1000 INCREMENT 10),
    ticket bigint NOT NULL DEFAULT nextval('ticket'),
    name varchar(50) COLLATE "C" NOT NULL,
    mood mood NOT NULL DEFAULT 'ok',
    age integer CHECK (age >= 0),
    twice integer GENERATED ALWAYS AS (double(age)) STORED,
    tags text[] NOT NULL DEFAULT '{}',
    "select" timestamptz(3),
    best_friend uuid REFERENCES people DEFERRABLE INITIALLY DEFERRED,
    dropped integer,
    UNIQUE NULLS NOT DISTINCT (name, age)
  ) WITH (fillfactor = 80);
  ALTER TABLE people DROP COLUMN dropped;
  CREATE TABLE accounts (owner uuid PRIMARY KEY REFERENCES people ON DELETE RESTRICT, during tstzrange NOT NULL,
    EXCLUDE USING gist (during WITH &&));
  CREATE UNIQUE INDEX people_name_lower ON people (lower(name)) WHERE age IS NOT NULL;
  CREATE INDEX people_tags ON people USING gin (tags);
  CREATE VIEW adults AS SELECT id, name FROM people WHERE age >= 18;
  CREATE VIEW adult_names AS SELECT name FROM adults;
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$;
  CREATE TRIGGER no_delete BEFORE DELETE ON people FOR EACH ROW EXECUTE FUNCTION refuse();
  CREATE CONSTRAINT TRIGGER later AFTER INSERT ON accounts DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION refuse();
  ALTER TABLE accounts ENABLE ALWAYS TRIGGER later;
  COMMENT ON TABLE people IS 'It''s people';
  COMMENT ON COLUMN people.age IS 'years';`;

const EMPTY_DATABASE = 'DROP SCHEMA public CASCADE; CREATE SCHEMA public';

/** For running all migrations there are, more than once, beside other suites. */
const SLOW = 60 * SECOND;

describe('dumpSchema', () => {
  const own = useOwnDatabase({ migrated: false });
  const other = useOwnDatabase({ migrated: false });

  beforeEach(async () => {
    await Promise.all([own().admin.query(EMPTY_DATABASE), other().admin.query(EMPTY_DATABASE)]);
  });

  it('writes statements that make the same schema', async () => {
    await own().admin.query(RICH_SCHEMA);
    const schema = await dumpSchema(own().url);
    await other().admin.query(schema);
    expect(await dumpSchema(other().url)).toBe(schema);
  });

  it.each([
    ['the default of a column', `ALTER TABLE people ALTER mood SET DEFAULT 'sad'`],
    ['the start of an identity', 'ALTER TABLE people ALTER number SET START 7'],
    ['a nullable column', 'ALTER TABLE people ALTER name DROP NOT NULL'],
    ['the rule of a foreign key', 'ALTER TABLE accounts DROP CONSTRAINT accounts_owner_fkey'],
    ['an index', 'DROP INDEX people_tags'],
    ['a trigger', 'DROP TRIGGER no_delete ON people'],
    ['a trigger that replicas run', 'ALTER TABLE accounts ENABLE TRIGGER later'],
    [
      'the body of a function',
      `CREATE OR REPLACE FUNCTION double(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 3'`,
    ],
    ['a view', 'DROP VIEW adult_names'],
    ['a storage option', 'ALTER TABLE people RESET (fillfactor)'],
    ['a comment', `COMMENT ON COLUMN people.age IS 'months'`],
    ['a value of an enumeration', `ALTER TYPE mood ADD VALUE 'happy'`],
    ['a sequence', 'ALTER SEQUENCE ticket INCREMENT 6'],
  ])('shows a change of %s', async (_, change) => {
    await own().admin.query(RICH_SCHEMA);
    const before = await dumpSchema(own().url);
    await own().admin.query(change);
    expect(await dumpSchema(own().url)).not.toBe(before);
  });

  it.each([
    ['CREATE MATERIALIZED VIEW one AS SELECT 1', 'one (materialized view)'],
    ['CREATE DOMAIN cents AS bigint', 'cents (domain)'],
    ['CREATE TABLE numbered (id serial)', 'numbered_id_seq (sequence owned by a column that is no identity)'],
    ['CREATE TABLE parts (id integer) PARTITION BY LIST (id)', 'parts (partitioned table)'],
    ['CREATE TABLE base (id integer); CREATE TABLE child () INHERITS (base)', 'child (inherits)'],
    ['CREATE UNLOGGED TABLE quick (id integer)', 'quick (unlogged table)'],
  ])('refuses what it has no words for: %s', async (statement, name) => {
    await own().admin.query(statement);
    await expect(dumpSchema(own().url)).rejects.toThrow(name);
  });

  it(
    'finds in schema.sql the schema all migrations lead to',
    async () => {
      await new Migrator({ url: own().url }).up();
      const schema = await dumpSchema(own().url);
      // Run with UPDATE_SCHEMA=1 after adding a migration.
      if (process.env['UPDATE_SCHEMA'] === '1') await writeFile(SCHEMA_FILE, schema);
      expect(await readFile(SCHEMA_FILE, 'utf8')).toBe(schema);
      await other().admin.query(schema);
      expect(await dumpSchema(other().url)).toBe(schema);
    },
    SLOW,
  );

  it(
    'finds nothing once all migrations were taken back, and the same again once they were applied again',
    async () => {
      const none = await MigrationFolder.make({});
      const migrator = new Migrator({ url: own().url });
      const applied = await migrator.up();
      const schema = await dumpSchema(own().url);
      await migrator.undo(applied.length);
      await new Migrator({ url: other().url, folder: none.url }).up();
      await none.remove();
      expect(await dumpSchema(own().url)).toBe(await dumpSchema(other().url));
      await migrator.up();
      expect(await dumpSchema(own().url)).toBe(schema);
    },
    SLOW,
  );

  it(
    'finds no row in a migrated database: reference data is seeded',
    async () => {
      await new Migrator({ url: own().url }).up();
      const { rows: tables } = await own().admin.query<{ name: string }>(
        `SELECT format('%I', tablename) AS name FROM pg_tables
       WHERE schemaname = 'public' AND tablename <> 'schema_migrations'`,
      );
      const filled: string[] = [];
      for (const { name } of tables) {
        const { rowCount } = await own().admin.query(`SELECT FROM ${name} LIMIT 1`);
        if (rowCount !== 0) filled.push(name);
      }
      expect(filled).toEqual([]);
    },
    SLOW,
  );
});
