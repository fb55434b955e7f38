import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MongoDump } from '@2krika/adapters-mongo';
import { openTestDatabase, type TestDatabase } from '@2krika/adapters-mongo/testing';
import { LocalBackupStore, SystemClock, UuidGenerator } from '@2krika/adapters-node';
import { PostgresDump, sqlStorage } from '@2krika/adapters-sql';
import { useTestDatabase } from '@2krika/adapters-sql/testing';
import { MakeBackup, type BackupId } from '@2krika/domain';

const ignore = () => undefined;
const SLOW = 60_000;

/** A disk that has no room for one file: whatever is written to it is refused, as by a full one. */
class FullDisk extends LocalBackupStore {
  /** The file inside a backup. */
  full: string | null = null;

  override async begin(id: BackupId) {
    const unfinished = await super.begin(id);
    return {
      ...unfinished,
      folderFor: async (database: string) => {
        const folder = await unfinished.folderFor(database);
        if (this.full?.startsWith(database)) {
          const path = join(dirname(folder), this.full);
          await mkdir(dirname(path), { recursive: true });
          await symlink('/dev/full', path);
        }
        return folder;
      },
    };
  }
}

describe('a disk that fills up during a backup', () => {
  const opened = useTestDatabase();
  let messages: TestDatabase;
  let root: string;

  beforeAll(async () => {
    messages = await openTestDatabase({ name: 'full_disk' });
    root = await mkdtemp(join(tmpdir(), '2krika-backups-'));
  }, SLOW);

  afterAll(async () => {
    await messages.drop();
    await rm(root, { recursive: true });
  }, SLOW);

  it.each([
    ['MongoDB', (name: string) => `mongodb/${name}/schema_migrations.bson`],
    ['PostgreSQL', () => 'postgresql/database.dump'],
  ])(
    'is told in one line of %s, and leaves the last good backup as it was',
    async (database, fileOf) => {
      const store = new FullDisk(join(root, database));
      const makeBackup = new MakeBackup({
        store,
        ...{ outbox: sqlStorage(opened().database).outboxHistory, environment: 'test' },
        messages: new MongoDump({ ...messages, searchPath: '/nowhere' }),
        records: new PostgresDump({ url: opened().url }),
        ...{ clock: new SystemClock(), ids: new UuidGenerator() },
      });
      const { manifest } = await makeBackup.execute();
      store.full = fileOf(messages.databaseName);
      await expect(makeBackup.execute()).rejects.toMatchObject({
        name: 'BackupFailed',
        message: expect.stringMatching(/^[^\n]*(?:ENOSPC|No space left on device)[^\n]*$/),
      });
      expect(await readdir(join(root, database))).toEqual([manifest.id]);
      await expect((await store.open(null)).verify(ignore)).resolves.toBeUndefined();
    },
    SLOW,
  );
});
