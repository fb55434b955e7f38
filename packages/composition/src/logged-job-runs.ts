import { JobRuns, type Duration, type JobResult, type JobRun, type ListRequest } from '@2krika/domain';
import type { Logger } from './logger.js';

/** Tells the operators what a job by the calendar found wrong; nobody else looks before somebody asks. */
export class LoggedJobRuns extends JobRuns {
  constructor(
    private readonly runs: JobRuns,
    private readonly logger: Logger,
  ) {
    super();
  }

  begin(run: JobRun, lease: Duration) {
    return this.runs.begin(run, lease);
  }

  finish(run: JobRun, result: JobResult, now: Date) {
    if (result.broken.length > 0) this.logger.error({ ...run, ...result }, 'a job found something wrong');
    return this.runs.finish(run, result, now);
  }

  fail(run: JobRun, error: string, pause: Duration) {
    return this.runs.fail(run, error, pause);
  }

  list<Request extends ListRequest>(request: Request) {
    return this.runs.list(request);
  }
}
