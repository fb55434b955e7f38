import type { Duration } from '../../kernel/index.js';

/** One occasion of a job that runs by the calendar. */
export interface JobRun {
  readonly job: string;
  readonly scheduledFor: Date;
}

/** Which occasions were worked off, so that several workers work off each once. */
export abstract class JobRuns {
  /** Takes it for a lease of real time. False when it is done, or somebody else is at it. */
  abstract begin(run: JobRun, lease: Duration): Promise<boolean>;

  /** It is done for good. */
  abstract finish(run: JobRun, now: Date): Promise<void>;

  /** It failed: keeps why, and offers it again after a pause of real time. */
  abstract fail(run: JobRun, error: string, pause: Duration): Promise<void>;
}
