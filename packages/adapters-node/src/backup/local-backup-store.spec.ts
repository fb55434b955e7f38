import { execFileSync } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, HOUR, RestoreRefused, type BackupContent } from '@2krika/domain';
import { aBackup, backupStoreContract } from '@2krika/domain/testing';
import { LocalBackupStore } from './local-backup-store.js';

const ignore = () => undefined;

describe('LocalBackupStore', () => {
  let root: string;
  let store: LocalBackupStore;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), '2krika-backups-'));
    store = new LocalBackupStore(join(root, 'backups'));
  });

  afterEach(() => rm(root, { recursive: true }));

  backupStoreContract(() => Promise.resolve({ backups: store }));

  const at = (...path: string[]) => join(root, 'backups', ...path);

  /** A complete one of two files. */
  async function complete(content: BackupContent = aBackup()) {
    const unfinished = await store.begin(content.id);
    const folder = await unfinished.folderFor('postgresql');
    await writeFile(join(folder, 'database.dump'), 'all of it');
    await mkdir(join(folder, 'more'));
    await writeFile(join(folder, 'more', 'data.bson'), '');
    return unfinished.complete(content);
  }

  function beganAgo(hours: number): BackupContent {
    const startedAt = after(new Date(), -hours * HOUR);
    return aBackup(0, { startedAt, id: `${startedAt.toISOString().replace(/[-:]|\.\d+/g, '')}-0a1b2c3d` });
  }

  it('measures every file', async () => {
    const { files } = await complete();
    expect(files).toEqual([
      {
        path: 'postgresql/database.dump',
        bytes: 9,
        sha256: '07630777646b9ad0ad5940c20f7703e5ba431d90dc8f191af6916bffca3e859c',
      },
      {
        path: 'postgresql/more/data.bson',
        bytes: 0,
        sha256: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      },
    ]);
    await expect((await store.open(null)).verify(ignore)).resolves.toBeUndefined();
  });

  it('writes a checksum that other tools know', async () => {
    const { id } = await complete();
    const said = execFileSync('sha256sum', ['--check', 'manifest.json.sha256'], {
      cwd: at(id),
      encoding: 'utf8',
    });
    expect(said).toBe('manifest.json: OK\n');
  });

  it('lets nobody else on the machine read it', async () => {
    const { id } = await complete();
    const said = execFileSync('stat', ['--format=%a', at(), at(id)], { encoding: 'utf8' });
    expect(said).toBe('700\n700\n');
  });

  it.each<[string, string, (path: string) => Promise<void>, string]>([
    ['a byte was changed', 'database.dump', (path) => writeFile(path, 'all of iT'), 'the contents of'],
    [
      'a file was cut off',
      'database.dump',
      (path) => truncate(path, 4),
      'has 4 bytes, and was written with 9',
    ],
    ['a file grew', 'more/data.bson', (path) => appendFile(path, '!'), 'has 1 bytes, and was written with 0'],
    ['a file is gone', 'database.dump', (path) => rm(path), 'cannot be read'],
  ])('refuses a backup of which %s', async (_, file, damage, reason) => {
    const { id } = await complete();
    await damage(at(id, 'postgresql', file));
    const backup = await store.open(id);
    await expect(backup.verify(ignore)).rejects.toThrow(RestoreRefused);
    await expect(backup.verify(ignore)).rejects.toThrow(
      new RegExp(`^The backup ${id} is damaged: .*${reason}`),
    );
  });

  it.each<[string, (json: string) => string]>([
    ['was changed', (json) => json.replace('"orders": 3', '"orders": 2')],
    ['was cut off', (json) => json.slice(0, -20)],
    ['is gone', () => ''],
  ])('takes none for a backup whose manifest %s', async (_, damage) => {
    const { id } = await complete();
    const path = at(id, 'manifest.json');
    await writeFile(path, damage(await readFile(path, 'utf8')));
    expect(await store.list()).toEqual([]);
    await expect(store.open(id)).rejects.toThrow(`The manifest of the backup ${id} cannot be used`);
    await expect(store.open(null)).rejects.toThrow('There is no backup in');
  });

  it('takes none for a backup that is not named like one', async () => {
    const { id } = await complete();
    await expect(store.open(`../${id}`)).rejects.toThrow('There is no backup');
    await expect(store.remove('..')).rejects.toThrow(RangeError);
    await writeFile(at('notes.txt'), 'mine');
    expect(await store.list()).toHaveLength(1);
  });

  it('removes what was left unfinished hours ago, and leaves what is being written', async () => {
    await store.begin(beganAgo(3).id);
    const beingWritten = beganAgo(1);
    await store.begin(beingWritten.id);
    await mkdir(at(`.removed-${aBackup().id}`));
    const next = beganAgo(0);
    const unfinished = await store.begin(next.id);
    expect((await readdir(at())).toSorted()).toEqual(
      [`.unfinished-${beingWritten.id}`, `.unfinished-${next.id}`].toSorted(),
    );
    await unfinished.discard();
    expect(await readdir(at())).toEqual([`.unfinished-${beingWritten.id}`]);
  });

  it('says in one line that it cannot be written', async () => {
    await writeFile(join(root, 'file'), '');
    const nowhere = new LocalBackupStore(join(root, 'file', 'backups'));
    await expect(nowhere.begin(aBackup().id)).rejects.toMatchObject({
      name: 'BackupFailed',
      message: expect.stringMatching(/^The backup cannot be written: [^\n]*ENOTDIR/),
    });
  });
});
