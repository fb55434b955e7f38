import { after, DAY, RestoreRefused, type BackupContent, type BackupStore } from '@2krika/domain';
import { TEST_EPOCH } from '../../factories/unique.js';
import type { Open } from '../open.js';

export interface BackupStorePorts {
  /** Empty. */
  readonly backups: BackupStore;
}

const ignore = () => undefined;

/** The content of a backup of a database of one table, made on one of the days after the epoch. */
export function aBackup(day = 0, overrides: Partial<BackupContent> = {}): BackupContent {
  const startedAt = after(TEST_EPOCH, day * DAY);
  const instant = startedAt.toISOString().replace(/[-:]|\.\d+/g, '');
  const migrations = [{ name: '20261124070000-platform', checksum: 'ab' }];
  return {
    id: `${instant}-0a1b2c3d`,
    environment: 'development',
    startedAt,
    finishedAt: after(startedAt, 1_500),
    lastOutboxId: 9_007_199_254_740_993n,
    dumps: [
      {
        database: 'postgresql',
        ...{ serverVersion: '15.18', program: 'pg_dump (PostgreSQL) 15.18' },
        ...{ migrations, counts: { orders: 3, 'graphile_worker.jobs': 0 } },
      },
    ],
    ...overrides,
  };
}

export function backupStoreContract(open: Open<BackupStorePorts>): void {
  describe('BackupStore', () => {
    let backups: BackupStore;

    beforeEach(async () => {
      ({ backups } = await open());
    });

    async function complete(content: BackupContent) {
      const unfinished = await backups.begin(content.id);
      await unfinished.folderFor('postgresql');
      return unfinished.complete(content);
    }

    it('gives back the manifest of each backup as it was made, oldest first', async () => {
      const [second, first] = [await complete(aBackup(1)), await complete(aBackup(0))];
      expect(await backups.list()).toEqual([first, second]);
      expect(first).toEqual({ format: 1, ...aBackup(0), files: [] });
    });

    it('takes none for a backup that is unfinished or was discarded', async () => {
      const [discarded, open] = [aBackup(0), aBackup(1)];
      await (await backups.begin(discarded.id)).discard();
      await backups.begin(open.id);
      expect(await backups.list()).toEqual([]);
      await expect(backups.open(null)).rejects.toThrow(RestoreRefused);
      await expect(backups.open(open.id)).rejects.toThrow(RestoreRefused);
    });

    it('opens the one that is named, else the newest', async () => {
      const [newest, oldest] = [await complete(aBackup(2)), await complete(aBackup(0))];
      expect((await backups.open(null)).manifest).toEqual(newest);
      const named = await backups.open(oldest.id);
      expect(named.manifest).toEqual(oldest);
      await expect(named.verify(ignore)).resolves.toBeUndefined();
    });

    it('forgets the one that is removed', async () => {
      const [kept, removed] = [await complete(aBackup(0)), await complete(aBackup(1))];
      await backups.remove(removed.id);
      expect(await backups.list()).toEqual([kept]);
      await expect(backups.open(removed.id)).rejects.toThrow(RestoreRefused);
    });
  });
}
