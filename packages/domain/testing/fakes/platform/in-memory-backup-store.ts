import {
  BACKUP_FORMAT,
  BackupStore,
  RestoreRefused,
  type BackupContent,
  type BackupId,
  type BackupManifest,
  type StoredBackup,
} from '@2krika/domain';

/** Remembers manifests. Its folders are names, and its backups have no files. */
export class InMemoryBackupStore extends BackupStore {
  readonly kept = new Map<BackupId, BackupManifest>();
  readonly unfinished = new Set<BackupId>();
  /** Those whose files are not as they were written. */
  readonly damaged = new Set<BackupId>();

  async begin(id: BackupId) {
    this.unfinished.add(id);
    return {
      folderFor: async (database: string) => `${id}/${database}`,
      complete: async (content: BackupContent) => {
        const manifest: BackupManifest = { format: BACKUP_FORMAT, ...content, files: [] };
        this.unfinished.delete(id);
        this.kept.set(id, manifest);
        return manifest;
      },
      discard: async () => {
        this.unfinished.delete(id);
      },
    };
  }

  async list() {
    return [...this.kept.values()].sort(
      (left, right) => left.startedAt.getTime() - right.startedAt.getTime(),
    );
  }

  async open(id: BackupId | null): Promise<StoredBackup> {
    const manifest = id === null ? (await this.list()).at(-1) : this.kept.get(id);
    if (!manifest) throw new RestoreRefused('There is no such backup.');
    return {
      manifest,
      folderFor: (database) => `${manifest.id}/${database}`,
      verify: async () => {
        if (this.damaged.has(manifest.id)) throw new RestoreRefused(`The backup ${manifest.id} is damaged.`);
      },
    };
  }

  async remove(id: BackupId) {
    this.kept.delete(id);
  }
}
