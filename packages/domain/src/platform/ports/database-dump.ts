import type { DumpFacts, ReportProgress } from '../model/backup.js';

export interface RestoreOptions {
  /** Whether what the database holds is replaced. Else it has to be empty. */
  readonly clean: boolean;
}

/** One of our databases, to be dumped into files and restored from them. */
export abstract class DatabaseDump {
  /** The same in every backup: `DumpFacts.database`. */
  abstract readonly database: string;

  /**
   * Writes all of it into the folder, which is there and empty, while others go on writing.
   * @throws BackupFailed
   */
  abstract write(folder: string, report: ReportProgress): Promise<DumpFacts>;

  /**
   * Whether it can be restored here, without changing anything.
   * @throws RestoreRefused for a schema newer than this release, a database that holds something or is in use, and
   *   programs that do not fit
   */
  abstract assertRestorable(facts: DumpFacts, options: RestoreOptions): Promise<void>;

  /** @throws RestoreRefused when it fails */
  abstract restore(
    folder: string,
    facts: DumpFacts,
    options: RestoreOptions,
    report: ReportProgress,
  ): Promise<void>;
}
