import { DomainError } from '../../kernel/index.js';

/** Of the manifest below; another layout gets another number. */
export const BACKUP_FORMAT = 1;

/** Names a run: its UTC start and a few random digits, so that names sort by age. */
export type BackupId = string;

/** A migration a database had been through. */
export interface DumpedMigration {
  readonly name: string;
  readonly checksum: string;
}

/** What is known of the dump of one database. */
export interface DumpFacts {
  /** Which of our databases: also the folder of its files. */
  readonly database: string;
  readonly serverVersion: string;
  /** What wrote it, with its version. */
  readonly program: string;
  readonly migrations: readonly DumpedMigration[];
  /** How many rows or documents each table or collection has in it. */
  readonly counts: Readonly<Record<string, number>>;
}

/** A file of a backup. */
export interface BackupFile {
  /** Inside the backup, with slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What one run holds before its files are measured. */
export interface BackupContent {
  readonly id: BackupId;
  /** Where it was made: development, production, … */
  readonly environment: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  /** The place in the outbox up to which every event had been delivered when the first dump began. */
  readonly lastOutboxId: bigint;
  readonly dumps: readonly DumpFacts[];
}

/** A whole backup. */
export interface BackupManifest extends BackupContent {
  readonly format: typeof BACKUP_FORMAT;
  readonly files: readonly BackupFile[];
}

/** Told how far a dump or restore is: `done` of `total` rows, documents or files of this part. */
export type ReportProgress = (part: string, done: number, total: number) => void;

/** A backup could not be made. Nothing of it is left, and the earlier ones are as they were. */
export class BackupFailed extends DomainError {
  readonly code = 'platform.backup_failed';
  readonly kind = 'unavailable';

  /** @param reason one line for whoever runs the platform */
  constructor(reason: string, options: { cause?: unknown } = {}) {
    super(reason);
    this.cause = options.cause;
  }
}

/** A backup is not restored here. */
export class RestoreRefused extends DomainError {
  readonly code = 'platform.restore_refused';
  readonly kind = 'rule_violation';

  /** @param reason one line for whoever runs the platform */
  constructor(reason: string, options: { cause?: unknown } = {}) {
    super(reason);
    this.cause = options.cause;
  }
}
