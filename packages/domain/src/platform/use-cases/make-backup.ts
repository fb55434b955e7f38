import type { Clock, IdGenerator } from '../../kernel/index.js';
import type { BackupId, BackupManifest, DumpFacts, ReportProgress } from '../model/backup.js';
import { backupsToKeep } from '../model/backup-retention.js';
import type { BackupStore, UnfinishedBackup } from '../ports/backup-store.js';
import type { DatabaseDump } from '../ports/database-dump.js';
import type { OutboxHistory } from '../ports/outbox-history.js';

export interface MakeBackupDependencies {
  readonly store: BackupStore;
  readonly outbox: OutboxHistory;
  /** The store of messages. */
  readonly messages: DatabaseDump;
  /** The transactional store. */
  readonly records: DatabaseDump;
  /** Real time, whatever business time is: a backup is of this night. */
  readonly clock: Clock;
  readonly ids: IdGenerator;
  readonly environment: string;
}

export interface MadeBackup {
  readonly manifest: BackupManifest;
  /** The older ones that were not to be kept any longer. */
  readonly removed: readonly BackupId[];
}

/**
 * Backs up both databases while people go on working, and removes what is too old.
 *
 * Messages go first. Whatever a message refers to was committed before it was said, so records that are dumped
 * later know it. What records know and messages do not is what the platform itself said meanwhile: the outbox holds
 * it, and the restore says it again.
 */
export class MakeBackup {
  constructor(private readonly dependencies: MakeBackupDependencies) {}

  /** @throws BackupFailed; Unavailable. The earlier backups are as they were. */
  async execute(report: ReportProgress = () => undefined): Promise<MadeBackup> {
    const { store, clock, ids } = this.dependencies;
    const startedAt = clock.now();
    const id = backupId(startedAt, ids);
    const backup = await store.begin(id);
    try {
      const manifest = await this.fill(backup, id, startedAt, report);
      return { manifest, removed: await this.prune() };
    } catch (error) {
      await backup.discard();
      throw error;
    }
  }

  private async fill(backup: UnfinishedBackup, id: BackupId, startedAt: Date, report: ReportProgress) {
    const { outbox, messages, records, clock, environment } = this.dependencies;
    const lastOutboxId = await outbox.lastSettled();
    const dumps: DumpFacts[] = [];
    for (const dump of [messages, records]) {
      dumps.push(await dump.write(await backup.folderFor(dump.database), report));
    }
    return backup.complete({
      ...{ id, environment, startedAt, finishedAt: clock.now(), lastOutboxId, dumps },
    });
  }

  private async prune(): Promise<readonly BackupId[]> {
    const { store, environment } = this.dependencies;
    const own = (await store.list()).filter((backup) => backup.environment === environment);
    const kept = backupsToKeep(own);
    const removed = own.map(({ id }) => id).filter((id) => !kept.has(id));
    for (const id of removed) await store.remove(id);
    return removed;
  }
}

/** The last digits of a UUID are random in every version of it. */
function backupId(startedAt: Date, ids: IdGenerator): BackupId {
  const instant = startedAt.toISOString().replace(/[-:]|\.\d+/g, '');
  return `${instant}-${ids.generate().slice(-8)}`;
}
