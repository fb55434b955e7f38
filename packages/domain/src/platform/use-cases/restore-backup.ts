import {
  RestoreRefused,
  type BackupId,
  type BackupManifest,
  type DumpFacts,
  type ReportProgress,
} from '../model/backup.js';
import type { BackupStore } from '../ports/backup-store.js';
import type { DatabaseDump } from '../ports/database-dump.js';

export interface RestoreBackupInput {
  /** Null for the newest. */
  readonly id: BackupId | null;
  /** What whoever asks believes to be working on, typed by hand. */
  readonly environment: string;
  /** Whether what the databases hold is replaced. Else they have to be empty. */
  readonly clean: boolean;
}

/**
 * Puts a backup into both databases. Everything that can be found out beforehand is, so that a refusal has changed
 * nothing. What the chats miss afterwards is said again by `ReplayEvents`.
 */
export class RestoreBackup {
  constructor(
    private readonly store: BackupStore,
    private readonly messages: DatabaseDump,
    /** The transactional store. It goes first: a restore of it that fails leaves no trace. */
    private readonly records: DatabaseDump,
    private readonly environment: string,
  ) {}

  /** @throws RestoreRefused; Unavailable */
  async execute(
    { id, environment, clean }: RestoreBackupInput,
    report: ReportProgress = () => undefined,
  ): Promise<BackupManifest> {
    const backup = await this.store.open(id);
    const { manifest } = backup;
    this.assertEnvironment(environment, manifest);
    const parts = [this.records, this.messages].map((dump) => ({
      dump,
      facts: factsOf(dump, manifest),
      folder: backup.folderFor(dump.database),
    }));
    for (const { dump, facts } of parts) await dump.assertRestorable(facts, { clean });
    await backup.verify(report);
    for (const { dump, facts, folder } of parts) await dump.restore(folder, facts, { clean }, report);
    return manifest;
  }

  private assertEnvironment(typed: string, { environment, id }: BackupManifest): void {
    if (typed !== this.environment) {
      throw new RestoreRefused(`This is the environment ${this.environment}, not ${typed}.`);
    }
    if (typed !== environment) {
      throw new RestoreRefused(`The backup ${id} is of the environment ${environment}, not ${typed}.`);
    }
  }
}

function factsOf({ database }: DatabaseDump, { dumps, id }: BackupManifest): DumpFacts {
  const facts = dumps.find((dump) => dump.database === database);
  if (!facts) throw new RestoreRefused(`The backup ${id} has no dump of ${database}.`);
  return facts;
}
