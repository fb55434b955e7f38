import { DevelopmentClock, WakeUps, type Logger, type OpenContainer } from '@2krika/composition';
import { Clock } from '@2krika/domain';
import { productJobs, type Job } from '../jobs/index.js';
import { JobLoop } from './job-loop.js';
import { runAll } from './run-jobs.js';
import { WakeUpGate } from './wake-up-gate.js';

/** Runs every job of the product, each in a loop of its own, until it is stopped. */
export class Worker {
  private readonly loops: readonly JobLoop[];
  private readonly gate: WakeUpGate;

  private constructor(jobs: readonly Job[], clock: Clock, logger: Logger, wakeUps: WakeUps) {
    this.loops = jobs.map((job) => new JobLoop(job, clock, logger));
    const woken = this.loops.filter((_, index) => jobs[index]?.isWoken);
    this.gate = new WakeUpGate(() => {
      for (const loop of woken) loop.wake();
    });
    wakeUps.subscribe(() => {
      this.gate.pass();
    });
  }

  static start({ container }: OpenContainer, logger: Logger): Worker {
    const jobs = productJobs(container);
    const clock = container.get(Clock);
    const worker = new Worker(jobs, clock, logger, container.get(WakeUps));
    if (container.isBound(DevelopmentClock)) {
      container.get(DevelopmentClock).onAdvance(() => worker.catchUp());
    }
    return worker;
  }

  /** There may be work: every job looks now. */
  wake(): void {
    for (const loop of this.loops) loop.wake();
  }

  /** Does what is due, what its loops hold already included. @throws what a job throws */
  async catchUp(): Promise<void> {
    await runAll(this.loops.map((loop) => () => loop.look()));
  }

  /** Lets what is under way finish. Answers the names of the jobs, once all have ended. */
  async stop(): Promise<readonly string[]> {
    this.gate.close();
    await Promise.all(this.loops.map((loop) => loop.stop()));
    return this.loops.map((loop) => loop.name);
  }
}
