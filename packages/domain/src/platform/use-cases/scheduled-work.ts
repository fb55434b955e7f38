import { after, DAY, type Clock, type Duration } from '../../kernel/index.js';
import type { JobResult } from '../model/job-result.js';
import type { JobRuns } from '../ports/job-runs.js';

export interface Schedule {
  readonly job: string;
  /** Of the day, UTC. */
  readonly hour: number;
  /** From 0 for Sunday; null for every day. */
  readonly weekday: number | null;
  /** Longer than the work takes: after it, its worker counts as gone. */
  readonly lease: Duration;
  readonly pauseAfterFailure: Duration;
}

/**
 * Does work by the calendar, in whichever worker comes first; an occasion that nobody was there for is made up for.
 * Made once for each process, since workers ask every second.
 */
export class ScheduledWork {
  /** What is known to be done. */
  private lastDone = new Date(0);

  constructor(
    private readonly runs: JobRuns,
    private readonly clock: Clock,
    private readonly schedule: Schedule,
  ) {}

  /** Answers how often it was done: once or not at all. @throws what the work throws, which is tried again later */
  async run(work: () => Promise<JobResult>): Promise<number> {
    const { job, lease, pauseAfterFailure } = this.schedule;
    const scheduledFor = this.lastOccasion();
    if (scheduledFor <= this.lastDone) return 0;
    const run = { job, scheduledFor };
    if (!(await this.runs.begin(run, lease))) return 0;
    let result: JobResult;
    try {
      result = await work();
    } catch (error) {
      await this.runs.fail(run, String(error), pauseAfterFailure);
      throw error;
    }
    await this.runs.finish(run, result, this.clock.now());
    this.lastDone = scheduledFor;
    return 1;
  }

  private lastOccasion(): Date {
    const { hour, weekday } = this.schedule;
    const now = this.clock.now();
    let occasion = new Date(now);
    occasion.setUTCHours(hour, 0, 0, 0);
    while (occasion > now || (weekday !== null && occasion.getUTCDay() !== weekday)) {
      occasion = after(occasion, -DAY);
    }
    return occasion;
  }
}
