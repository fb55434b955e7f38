import { MigrationFolder } from '../../test/migration-folder.js';
import { fingerprint, readMigrations } from './migration-files.js';

const NAME = '20260101000000-create-things';

describe('readMigrations', () => {
  const folders: MigrationFolder[] = [];

  afterEach(async () => {
    await Promise.all(folders.splice(0).map((folder) => folder.remove()));
  });

  async function folderOf(...given: Parameters<typeof MigrationFolder.make>): Promise<MigrationFolder> {
    const folder = await MigrationFolder.make(...given);
    folders.push(folder);
    return folder;
  }

  it('reads the migrations of this package', async () => {
    expect(await readMigrations()).not.toEqual([]);
  });

  it('reads them in the order of their names', async () => {
    const folder = await folderOf({ '20260102000000-b': { up: 'B' }, '20260101000000-c': { up: 'C' } });
    const names = (await readMigrations(folder.url)).map(({ name }) => name);
    expect(names).toEqual(['20260101000000-c', '20260102000000-b']);
  });

  it('refuses a name without a timestamp and a file without both directions', async () => {
    const unnamed = await folderOf({ 'create-things': { up: 'CREATE' } });
    await expect(readMigrations(unnamed.url)).rejects.toThrow('create-things.ts: a migration is named');
    const oneWay = await folderOf({});
    await oneWay.write(`${NAME}.ts`, 'export const up = () => undefined;');
    await expect(readMigrations(oneWay.url)).rejects.toThrow(`${NAME}.ts: a migration exports`);
  });

  it('gives the same checksum to the same statements, and another to others', async () => {
    const same = await folderOf({
      [NAME]: { up: 'CREATE TABLE things (id integer)', down: 'DROP TABLE things' },
    });
    const rewritten = await folderOf({});
    await rewritten.write(
      `${NAME}.ts`,
      `// Why.
       export async function up(run) { await run('CREATE TABLE things (id integer)'); }
       export async function down() {}`,
    );
    const other = await folderOf({ [NAME]: { up: 'CREATE TABLE things (id bigint)' } });
    const read = async ({ url }: MigrationFolder) => fingerprint(await readMigrations(url));
    expect(await read(rewritten)).toBe(await read(same));
    expect(await read(other)).not.toBe(await read(same));
  });
});
