import type { BackupId } from '../model/backup.js';
import type { RuleReport } from '../model/rule-report.js';

export interface DrilledBackup {
  readonly backup: BackupId;
  /** What the restored databases were found to be like: a report for each rule. */
  readonly reports: readonly RuleReport[];
}

/** Restores the newest backup where nobody works, and looks at it. Nothing of that is left, whatever happens. */
export abstract class RestoreDrill {
  /** @throws RestoreRefused when there is no backup, or it cannot be restored; Unavailable */
  abstract run(): Promise<DrilledBackup>;
}
