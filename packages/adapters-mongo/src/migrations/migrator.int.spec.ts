import { openTestDatabase, type TestDatabase } from '@2krika/adapters-mongo/testing';
import { mongo } from 'mongoose';
import { MigrationFolder, type MigrationCommands } from '../../test/migration-folder.js';
import { Migrator } from './migrator.js';

const THINGS = '20260101000000-index-things';
const OTHERS = '20260102000000-index-others';
const LATER = '20260103000000-later';

const indexed = (collection: string): MigrationCommands => ({
  up: [{ createIndexes: collection, indexes: [{ name: 'name', key: { name: 1 }, unique: true }] }],
  down: [{ drop: collection }],
});

describe('Migrator', () => {
  let database: TestDatabase;
  let client: mongo.MongoClient;
  const folders: MigrationFolder[] = [];

  beforeEach(async () => {
    database = await openTestDatabase({ name: 'migrator', migrated: false });
    client = new mongo.MongoClient(database.url);
  });

  afterEach(async () => {
    await client.close();
    await database.drop();
    await Promise.all(folders.splice(0).map((folder) => folder.remove()));
  });

  async function migrator(
    migrations: Readonly<Record<string, MigrationCommands>>,
    log?: (line: string) => void,
  ): Promise<Migrator> {
    const folder = await MigrationFolder.make(migrations);
    folders.push(folder);
    return new Migrator({ ...database, folder: folder.url, ...(log && { log }) });
  }

  const both = { [OTHERS]: indexed('others'), [THINGS]: indexed('things') };

  async function collections(): Promise<readonly string[]> {
    const found = await client.db(database.databaseName).listCollections().toArray();
    return found.map(({ name }) => name).filter((name) => !name.startsWith('schema_'));
  }

  it('applies what is pending in the order of the names, and nothing twice', async () => {
    const lines: string[] = [];
    const all = await migrator(both, (line) => lines.push(line));
    expect(await all.up()).toEqual([THINGS, OTHERS]);
    expect(await all.up()).toEqual([]);
    expect(lines).toEqual([`apply ${THINGS}`, `apply ${OTHERS}`]);
    expect([...(await collections())].sort()).toEqual(['others', 'things']);
  });

  it('does the work once when ten start at the same time', async () => {
    const all = await migrator(both);
    const applied = await Promise.all(Array.from({ length: 10 }, () => all.up()));
    expect(applied.flat().sort()).toEqual([THINGS, OTHERS]);
  });

  it('takes over from one that died, once its lease ended, and from nobody else', async () => {
    const locks = client
      .db(database.databaseName)
      .collection<{ _id: string; holder: string; until: Date }>('schema_lock');
    await locks.insertOne({ _id: 'migrations', holder: 'dead', until: new Date(Date.now() + 500) });
    const start = performance.now();
    expect(await (await migrator(both)).up()).toHaveLength(2);
    expect(performance.now() - start).toBeGreaterThan(400);
    expect(await locks.countDocuments()).toBe(0);
  });

  it('takes back one migration, or as many as are asked for, newest first', async () => {
    const all = await migrator(both);
    await all.up();
    expect(await all.undo()).toEqual([OTHERS]);
    expect(await collections()).toEqual(['things']);
    await all.up();
    expect(await all.undo(2)).toEqual([OTHERS, THINGS]);
    expect(await collections()).toEqual([]);
    expect(await all.undo()).toEqual([]);
  });

  it('tells the state of every migration, before the first and after', async () => {
    const all = await migrator(both);
    expect(await all.status()).toMatchObject([
      { name: THINGS, state: 'pending', appliedAt: null },
      { name: OTHERS, state: 'pending', appliedAt: null },
    ]);
    await (await migrator({ ...both, [LATER]: indexed('later') })).up();
    const edited = await migrator({ ...both, [THINGS]: indexed('renamed') });
    expect((await edited.status()).map(({ state }) => state)).toEqual(['edited', 'applied', 'unknown']);
  });

  it('refuses to go on from a migration that was edited after it was applied', async () => {
    await (await migrator(both)).up();
    const edited = await migrator({ ...both, [THINGS]: indexed('renamed') });
    await expect(edited.up()).rejects.toThrow(THINGS);
  });

  it('refuses to take back what a newer release applied', async () => {
    await (await migrator({ ...both, [LATER]: indexed('later') })).up();
    await expect((await migrator(both)).undo()).rejects.toThrow(LATER);
  });

  it('runs a migration that failed again from its start, and keeps those before it', async () => {
    const broken = { up: [...indexed('others').up, { noSuchCommand: 1 }] };
    await expect((await migrator({ [THINGS]: indexed('things'), [OTHERS]: broken })).up()).rejects.toThrow();
    expect(await (await migrator(both)).up()).toEqual([OTHERS]);
  });

  it.each([
    ['a file that is not named as one', 'things.ts', 'export const up = 1;'],
    ['a file that cannot be taken back', `${THINGS}.ts`, 'export const up = () => undefined;'],
  ])('refuses %s', async (_, file, content) => {
    const folder = await MigrationFolder.make({});
    folders.push(folder);
    await folder.write(file, content);
    await expect(new Migrator({ ...database, folder: folder.url }).up()).rejects.toThrow(file);
  });
});

type Index = mongo.IndexDescriptionInfo;

const keysOf = ({ key }: Index) => Object.entries(key).map(String);

/** Whether another index begins with all keys of this one, and serves whom it serves. */
function isRedundant(index: Index, indexes: readonly Index[]): boolean {
  const keys = keysOf(index);
  return indexes.some((other) => {
    const longer = keysOf(other);
    return longer.length > keys.length && keys.every((key, place) => key === longer[place]);
  });
}

describe('the migrations of this release', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await openTestDatabase({ name: 'release', migrated: false });
  });

  afterEach(() => database.drop());

  async function collections(): Promise<Readonly<Record<string, readonly Index[]>>> {
    const client = new mongo.MongoClient(database.url);
    const db = client.db(database.databaseName);
    const names = (await db.listCollections().toArray()).map(({ name }) => name);
    const found: Record<string, readonly Index[]> = {};
    for (const name of names.filter((each) => !each.startsWith('schema_')).sort()) {
      const indexes = await db.collection(name).indexes();
      found[name] = indexes.sort((left, right) => ((left.name ?? '') < (right.name ?? '') ? -1 : 1));
    }
    await client.close();
    return found;
  }

  it('can all be taken back, which leaves nothing, and applied again, which leaves the same', async () => {
    const migrator = new Migrator(database);
    const applied = await migrator.up();
    expect(applied.length).toBeGreaterThan(0);
    const before = await collections();
    expect(await migrator.undo(applied.length)).toEqual([...applied].reverse());
    expect(await collections()).toEqual({});
    expect(await migrator.up()).toEqual(applied);
    expect(await collections()).toEqual(before);
  });

  it('make no index that is the beginning of another', async () => {
    await new Migrator(database).up();
    for (const indexes of Object.values(await collections())) {
      const serving = indexes.filter(({ unique }) => unique !== true);
      expect(serving.filter((index) => isRedundant(index, indexes))).toEqual([]);
    }
  });
});
