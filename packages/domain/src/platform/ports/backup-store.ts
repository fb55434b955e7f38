import type { BackupContent, BackupId, BackupManifest, ReportProgress } from '../model/backup.js';

/** A backup that is being written. Until it is complete nobody takes it for one. */
export interface UnfinishedBackup {
  /** An empty folder of this machine for the files of one database. @throws BackupFailed */
  folderFor(database: string): Promise<string>;
  /** Measures its files, and makes it one of the complete ones in a single step. @throws BackupFailed */
  complete(content: BackupContent): Promise<BackupManifest>;
  /** Removes what was written. Never throws. */
  discard(): Promise<void>;
}

/** A complete backup. */
export interface StoredBackup {
  readonly manifest: BackupManifest;
  folderFor(database: string): string;
  /** Compares every file with the manifest. @throws RestoreRefused when one is not as it was written */
  verify(report: ReportProgress): Promise<void>;
}

/** Where backups are kept. */
export abstract class BackupStore {
  /** Begins one, and removes what runs that were ended by force left unfinished. @throws BackupFailed */
  abstract begin(id: BackupId): Promise<UnfinishedBackup>;

  /** The complete ones, oldest first. A folder without a manifest as it was written is not among them. */
  abstract list(): Promise<readonly BackupManifest[]>;

  /**
   * @param id null for the newest
   * @throws RestoreRefused when there is no such backup, or its manifest is not as it was written
   */
  abstract open(id: BackupId | null): Promise<StoredBackup>;

  abstract remove(id: BackupId): Promise<void>;
}
