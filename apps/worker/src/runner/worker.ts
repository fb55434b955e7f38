import { DevelopmentClock, type Logger, type OpenContainer } from '@2krika/composition';
import { Clock } from '@2krika/domain';
import { productJobs, type Job } from '../jobs/index.js';
import { JobLoop } from './job-loop.js';
import { runJobs } from './run-jobs.js';

/** Runs every job of the product, each in a loop of its own, until it is stopped. */
export class Worker {
  private readonly loops: readonly JobLoop[];

  private constructor(jobs: readonly Job[], clock: Clock, logger: Logger) {
    this.loops = jobs.map((job) => new JobLoop(job, clock, logger));
  }

  static start({ container }: OpenContainer, logger: Logger): Worker {
    const jobs = productJobs(container);
    const clock = container.get(Clock);
    if (container.isBound(DevelopmentClock)) {
      container.get(DevelopmentClock).onAdvance(() => runJobs(jobs, () => clock.now()));
    }
    return new Worker(jobs, clock, logger);
  }

  /** There may be work: every job looks now. */
  wake(): void {
    for (const loop of this.loops) loop.wake();
  }

  /** Lets what is under way finish. Answers the names of the jobs, once all have ended. */
  async stop(): Promise<readonly string[]> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
    return this.loops.map((loop) => loop.name);
  }
}
