import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Migrator as MongoMigrator } from '@2krika/adapters-mongo';
import { Migrator as SqlMigrator, readMigrations } from '@2krika/adapters-sql';
import { openEmptyDatabases, type EmptyDatabases } from './testing/empty-databases.js';
import { generateMigration } from './generate.js';
import { refusedForms } from './refused-forms.js';

/** On a busy machine, and the first time on it. */
const PATIENCE = 180_000;

const SQL_WORDS = ['create-gifts', 'add-note-to-gifts', 'index-gifts-by-note', 'require-note-of-gifts'];
const MONGO_WORDS = ['create-gifts', 'index-gifts-by-sent-at'];

describe('a generated migration', () => {
  let databases: EmptyDatabases;
  let folder: URL;

  beforeAll(async () => {
    databases = await openEmptyDatabases('generated');
  }, PATIENCE);

  afterAll(() => databases.drop(), PATIENCE);

  beforeEach(async () => {
    folder = pathToFileURL(`${await mkdtemp(join(tmpdir(), 'migrations-'))}/`);
    await writeFile(new URL('package.json', folder), '{ "type": "module" }');
  });

  afterEach(() => rm(folder, { recursive: true }));

  const mongoMigrator = () =>
    new MongoMigrator({ url: databases.mongoUrl, databaseName: databases.name, folder });

  /** A minute between any two: in the order of the words. */
  async function generate(database: 'sql' | 'mongo', words: readonly string[]): Promise<void> {
    for (const [minute, each] of words.entries()) {
      await generateMigration({
        words: each,
        database,
        folder,
        now: new Date(Date.UTC(2026, 0, 1, 0, minute)),
      });
    }
  }

  it(
    'of PostgreSQL can be applied, taken back and applied again as it is',
    async () => {
      await generate('sql', SQL_WORDS);
      const url = databases.sqlUrl;
      const migrator = new SqlMigrator({ url, folder });
      const applied = await migrator.up();
      expect(applied).toHaveLength(SQL_WORDS.length);
      expect(await migrator.undo(applied.length)).toEqual([...applied].reverse());
      expect(await migrator.up()).toEqual(applied);
    },
    PATIENCE,
  );

  it('of PostgreSQL holds nobody up, and is not taken for done when nothing was filled in', async () => {
    await generate('sql', [...SQL_WORDS, 'merge-gifts']);
    const migrations = await readMigrations(folder);
    const findings = await refusedForms(
      migrations.map(({ name, statements, migration }) => ({
        name,
        statements: statements.map(({ text }) => text),
        isTransaction: migration.transaction !== false,
      })),
    );
    expect(findings).toMatchObject([{ rule: 'does-nothing' }]);
  });

  it(
    'of MongoDB can be applied, taken back and applied again as it is',
    async () => {
      await generate('mongo', MONGO_WORDS);
      const migrator = mongoMigrator();
      const applied = await migrator.up();
      expect(applied).toHaveLength(MONGO_WORDS.length);
      expect(await migrator.undo(applied.length)).toEqual([...applied].reverse());
      expect(await migrator.up()).toEqual(applied);
    },
    PATIENCE,
  );

  it('of MongoDB is refused by the server when nothing was filled in', async () => {
    await generate('mongo', ['merge-gifts']);
    await expect(mongoMigrator().up()).rejects.toThrow('merge-gifts');
  });
});
