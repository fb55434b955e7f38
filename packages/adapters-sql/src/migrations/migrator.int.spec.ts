import { until } from '@2krika/domain/testing';
import { useOwnDatabase } from '@2krika/adapters-sql/testing';
import { MigrationFolder, type MigrationText } from '../../test/migration-folder.js';
import { Migrator } from './migrator.js';

const THINGS = '20260101000000-create-things';
const INDEX = '20260102000000-index-things';
const LATER = '20260103000000-later';

const CREATE_THINGS: MigrationText = { up: 'CREATE TABLE things (id integer)', down: 'DROP TABLE things' };
const CREATE_INDEX: MigrationText = {
  up: 'DROP INDEX CONCURRENTLY IF EXISTS things_id; CREATE INDEX CONCURRENTLY things_id ON things (id)',
  down: 'DROP INDEX CONCURRENTLY things_id',
  transaction: false,
};

const EMPTY_DATABASE = 'DROP SCHEMA public CASCADE; CREATE SCHEMA public';

describe('Migrator', () => {
  const own = useOwnDatabase({ migrated: false });
  const folders: MigrationFolder[] = [];

  beforeEach(async () => {
    await own().admin.query(EMPTY_DATABASE);
  });

  afterEach(async () => {
    await Promise.all(folders.splice(0).map((folder) => folder.remove()));
  });

  async function migrator(
    migrations: Readonly<Record<string, MigrationText>>,
    log?: (line: string) => void,
  ): Promise<Migrator> {
    const folder = await MigrationFolder.make(migrations);
    folders.push(folder);
    return new Migrator({ url: own().url, folder: folder.url, ...(log && { log }) });
  }

  async function exists(relation: string): Promise<boolean> {
    const { rowCount } = await own().admin.query('SELECT WHERE to_regclass($1) IS NOT NULL', [relation]);
    return rowCount === 1;
  }

  async function backends(condition: string): Promise<readonly number[]> {
    const { rows } = await own().admin.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = '2krika-migrator' AND ${condition}`,
    );
    return rows.map(({ pid }) => pid);
  }

  it('applies what is pending in the order of the names, and nothing twice', async () => {
    const lines: string[] = [];
    const both = await migrator({ [INDEX]: CREATE_INDEX, [THINGS]: CREATE_THINGS }, (line) =>
      lines.push(line),
    );
    expect(await both.up()).toEqual([THINGS, INDEX]);
    expect(await both.up()).toEqual([]);
    expect(await exists('things_id')).toBe(true);
    expect(lines).toEqual([`apply ${THINGS}`, `apply ${INDEX}`]);
  });

  it('applies one that is older than what was applied, as a branch that is merged late brings it', async () => {
    await (await migrator({ [LATER]: CREATE_THINGS })).up();
    const merged = await migrator({ [LATER]: CREATE_THINGS, [INDEX]: CREATE_INDEX });
    expect(await merged.up()).toEqual([INDEX]);
  });

  it('takes back one migration, or as many as are asked for, newest first', async () => {
    const both = await migrator({ [THINGS]: CREATE_THINGS, [INDEX]: CREATE_INDEX });
    await both.up();
    expect(await both.undo()).toEqual([INDEX]);
    expect(await exists('things')).toBe(true);
    expect(await exists('things_id')).toBe(false);
    await both.up();
    expect(await both.undo(2)).toEqual([INDEX, THINGS]);
    expect(await exists('things')).toBe(false);
    expect(await both.undo()).toEqual([]);
  });

  it('tells the state of every migration, before the first and after', async () => {
    const both = await migrator({ [THINGS]: CREATE_THINGS, [INDEX]: CREATE_INDEX });
    expect(await both.status()).toEqual([
      { name: THINGS, state: 'pending', appliedAt: null },
      { name: INDEX, state: 'pending', appliedAt: null },
    ]);
    await both.up();
    const other = await migrator({
      [THINGS]: { up: 'CREATE TABLE things (id bigint)' },
      [LATER]: CREATE_THINGS,
    });
    expect(await other.status()).toEqual([
      { name: THINGS, state: 'edited', appliedAt: expect.any(Date) },
      { name: INDEX, state: 'unknown', appliedAt: expect.any(Date) },
      { name: LATER, state: 'pending', appliedAt: null },
    ]);
  });

  it('refuses to go on when a migration was edited after it was applied', async () => {
    await (await migrator({ [THINGS]: CREATE_THINGS })).up();
    const edited = await migrator({ [THINGS]: { ...CREATE_THINGS, up: 'CREATE TABLE things (id bigint)' } });
    await expect(edited.up()).rejects.toThrow(`Edited after it was applied here: ${THINGS}`);
    await expect(edited.undo()).rejects.toThrow(THINGS);
  });

  it('gets along with migrations of a newer release, but does not take anything back under them', async () => {
    await (await migrator({ [THINGS]: CREATE_THINGS, [INDEX]: CREATE_INDEX })).up();
    const older = await migrator({ [THINGS]: CREATE_THINGS });
    expect(await older.up()).toEqual([]);
    await expect(older.undo()).rejects.toThrow(`Applied by a newer release: ${INDEX}`);
    expect(await exists('things')).toBe(true);
  });

  it('keeps nothing of a migration that fails, and those before it', async () => {
    const failing = await migrator({
      [THINGS]: CREATE_THINGS,
      [LATER]: { up: 'CREATE TABLE half (id integer); SELECT 1 / 0' },
    });
    await expect(failing.up()).rejects.toThrow(LATER);
    expect(await exists('things')).toBe(true);
    expect(await exists('half')).toBe(false);
    expect(await failing.status()).toMatchObject([{ state: 'applied' }, { state: 'pending' }]);
  });

  it('is done by one of three that start together, while the others wait', async () => {
    const three = await Promise.all([1, 2, 3].map(() => migrator({ [THINGS]: CREATE_THINGS })));
    const applied = await Promise.all(three.map((each) => each.up()));
    expect(applied.flat()).toEqual([THINGS]);
  });

  it('leaves nothing half done when its connection is killed, and goes on the next time', async () => {
    const slow = await migrator({
      [THINGS]: { up: 'CREATE TABLE things (id integer); SELECT pg_sleep(60)' },
    });
    const killed = until(async () => (await backends(`wait_event = 'PgSleep'`)).length === 1).then(async () =>
      own().admin.query('SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid', [
        await backends('true'),
      ]),
    );
    const [cut] = await Promise.allSettled([slow.up(), killed]);
    expect(cut).toMatchObject({ status: 'rejected', reason: { migration: { name: THINGS } } });
    expect(await exists('things')).toBe(false);
    expect(await (await migrator({ [THINGS]: CREATE_THINGS })).up()).toEqual([THINGS]);
  });

  it('waits for a busy table in short turns, in which readers are not held up for long', async () => {
    await (await migrator({ [THINGS]: CREATE_THINGS })).up();
    const writer = await own().database.begin();
    await writer.session().execute({ name: 'lock', text: 'LOCK TABLE things IN ROW EXCLUSIVE MODE' }, []);
    const altering = await migrator({
      [THINGS]: CREATE_THINGS,
      [LATER]: { up: 'ALTER TABLE things ADD x integer' },
    });
    const applied = altering.up();
    await until(async () => (await backends(`wait_event_type = 'Lock'`)).length === 1);
    // The reader stands behind the migration, which gives way.
    await own().database.session().rows({ name: 'things', text: 'SELECT id FROM things' });
    await writer.commit();
    expect(await applied).toEqual([LATER]);
  });
});
