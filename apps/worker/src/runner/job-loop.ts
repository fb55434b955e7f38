import type { Clock } from '@2krika/domain';
import type { Logger } from '@2krika/composition';
import type { Job } from '../jobs/job.js';

/** How long a job that found nothing waits before it looks again: what a lost wake-up costs. Milliseconds. */
const PAUSE = 1_000;
/** The longest a job that keeps failing waits. Milliseconds. */
const LONGEST_PAUSE = 10_000;

/** Runs one job for as long as the process lives: at once while there is work, else every second or when woken. */
export class JobLoop {
  private isStopping = false;
  private isWoken = false;
  private failures = 0;
  private endPause: () => void = () => undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private readonly ended: Promise<void>;

  constructor(
    private readonly job: Job,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {
    this.ended = this.loop();
  }

  get name(): string {
    return this.job.name;
  }

  /** There may be work: look now, and once more when it is looking already, for it may have looked too early. */
  wake(): void {
    this.isWoken = true;
    this.endPause();
  }

  /** Looks once, behind the batch that is under way. @throws what the job throws */
  look(): Promise<number> {
    const looked = this.turn.then(() => this.job.run(this.clock.now()));
    this.turn = looked.catch(() => undefined);
    return looked;
  }

  /** Lets the batch that is under way finish. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.endPause();
    await this.ended;
  }

  private async loop(): Promise<void> {
    while (!this.isStopping) {
      this.isWoken = false;
      const found = await this.round();
      if (found === 0) await this.pause();
    }
  }

  private async round(): Promise<number> {
    try {
      const found = await this.look();
      this.failures = 0;
      if (found > 0) this.logger.info({ job: this.job.name, found }, 'job');
      return found;
    } catch (error) {
      this.failures += 1;
      this.logger.error({ job: this.job.name, error: describe(error) }, 'job failed');
      return 0;
    }
  }

  private async pause(): Promise<void> {
    // Told so while it was looking: nobody would end the pause.
    if (this.isStopping || (this.isWoken && this.failures === 0)) return;
    const pause = Math.min(PAUSE * Math.max(1, this.failures), LONGEST_PAUSE);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Name and message, and those of what it was made of: values of statements stay where they are. */
function describe(error: unknown): readonly string[] {
  if (error instanceof AggregateError) return error.errors.flatMap(describe);
  return [error instanceof Error ? `${error.name}: ${error.message}` : String(error)];
}
