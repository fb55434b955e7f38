import { HOUR, MINUTE, type Clock } from '../../kernel/index.js';
import type { JobRuns } from '../ports/job-runs.js';
import type { MakeBackup } from './make-backup.js';
import { ScheduledWork } from './scheduled-work.js';

/** Makes one backup a night. */
export class MakeNightlyBackup {
  private readonly nightly: ScheduledWork;

  constructor(
    private readonly makeBackup: MakeBackup,
    runs: JobRuns,
    clock: Clock,
    /** Of the day, UTC. */
    hour: number,
  ) {
    this.nightly = new ScheduledWork(runs, clock, {
      ...{ job: 'backup', hour, weekday: null, lease: 2 * HOUR, pauseAfterFailure: 15 * MINUTE },
    });
  }

  /** Answers how many backups it made: one or none. @throws BackupFailed, which it tries again later */
  execute(): Promise<number> {
    return this.nightly.run(async () => {
      const { manifest } = await this.makeBackup.execute();
      return { subject: manifest.id, broken: [] };
    });
  }
}
