import { after, DAY, HOUR, MINUTE, type Clock } from '../../kernel/index.js';
import type { JobRuns } from '../ports/job-runs.js';
import type { MakeBackup } from './make-backup.js';

const JOB = 'backup';
/** Longer than a backup takes: after it, its worker counts as gone. */
const LEASE = 2 * HOUR;
const PAUSE_AFTER_FAILURE = 15 * MINUTE;

/** Makes one backup a night, in whichever worker comes first; a night that nobody was there for is made up for. */
export class MakeNightlyBackup {
  /** What is known to be done: the workers ask every second. */
  private lastDone = new Date(0);

  constructor(
    private readonly makeBackup: MakeBackup,
    private readonly runs: JobRuns,
    private readonly clock: Clock,
    /** Of the day, UTC. */
    private readonly hour: number,
  ) {}

  /** Answers how many backups it made: one or none. @throws BackupFailed, which it tries again later */
  async execute(): Promise<number> {
    const scheduledFor = lastNight(this.clock.now(), this.hour);
    if (scheduledFor <= this.lastDone) return 0;
    const run = { job: JOB, scheduledFor };
    if (!(await this.runs.begin(run, LEASE))) return 0;
    try {
      await this.makeBackup.execute();
    } catch (error) {
      await this.runs.fail(run, String(error), PAUSE_AFTER_FAILURE);
      throw error;
    }
    await this.runs.finish(run, this.clock.now());
    this.lastDone = scheduledFor;
    return 1;
  }
}

function lastNight(now: Date, hour: number): Date {
  const tonight = new Date(now);
  tonight.setUTCHours(hour, 0, 0, 0);
  return tonight <= now ? tonight : after(tonight, -DAY);
}
