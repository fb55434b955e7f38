import { HOUR, type Clock } from '../../kernel/index.js';
import { resultOf } from '../model/job-result.js';
import type { JobRuns } from '../ports/job-runs.js';
import type { RestoreDrill } from '../ports/restore-drill.js';
import { ScheduledWork } from './scheduled-work.js';

/** Restores the newest backup once a week to see that it can be, and that what comes of it is sound. */
export class DrillRestoreWeekly {
  private readonly weekly: ScheduledWork;

  constructor(
    private readonly drill: RestoreDrill,
    runs: JobRuns,
    clock: Clock,
    /** The hour of the day, UTC, and the day of the week from 0 for Sunday. */
    { hour, weekday }: { readonly hour: number; readonly weekday: number },
  ) {
    this.weekly = new ScheduledWork(runs, clock, {
      ...{ job: 'restore-drill', hour, weekday, lease: 4 * HOUR, pauseAfterFailure: HOUR },
    });
  }

  /** Answers how many drills there were: one or none. @throws RestoreRefused, which it tries again later */
  execute(): Promise<number> {
    return this.weekly.run(async () => {
      const { backup, reports } = await this.drill.run();
      return resultOf(reports, backup);
    });
  }
}
