import type { Duration, ListAnswer, ListRequest } from '../../kernel/index.js';
import type { JobResult } from '../model/job-result.js';

/** One occasion of a job that runs by the calendar. */
export interface JobRun {
  readonly job: string;
  readonly scheduledFor: Date;
}

/** One occasion as it is remembered. */
export interface RememberedRun extends JobRun {
  /** How often it was begun. */
  readonly attempts: number;
  /** Null until it is done, and when it never was. */
  readonly finishedAt: Date | null;
  /** Why it failed the last time; null once it is done. */
  readonly error: string | null;
  readonly result: JobResult | null;
}

/** Which occasions were worked off, so that several workers work off each once. */
export abstract class JobRuns {
  /** Takes it for a lease of real time. False when it is done, or somebody else is at it. */
  abstract begin(run: JobRun, lease: Duration): Promise<boolean>;

  /** It is done for good. */
  abstract finish(run: JobRun, result: JobResult, now: Date): Promise<void>;

  /** It failed: keeps why, and offers it again after a pause of real time. */
  abstract fail(run: JobRun, error: string, pause: Duration): Promise<void>;

  /** The newest occasions first, equal ones by the name of the job downwards. */
  abstract list<Request extends ListRequest>(request: Request): Promise<ListAnswer<RememberedRun, Request>>;
}
