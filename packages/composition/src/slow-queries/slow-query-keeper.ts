import { SECOND, type Clock, type Duration, type SlowQueries } from '@2krika/domain';
import type { Logger } from '../logger.js';
import type { SlowQueryTally } from './slow-query-tally.js';

/** What a process that is killed has counted for nothing. */
const INTERVAL: Duration = 10 * SECOND;

/** Brings what this process has counted to what all processes know, now and then and when it ends. */
export class SlowQueryKeeper {
  private readonly timer: NodeJS.Timeout;
  private keeping: Promise<void> | null = null;

  constructor(
    private readonly tally: SlowQueryTally,
    private readonly slowQueries: SlowQueries,
    private readonly clock: Clock,
    private readonly logger: Logger,
    interval: Duration = INTERVAL,
  ) {
    this.timer = setInterval(() => void this.keep(), interval).unref();
  }

  /** Never rejects: nobody else has to know. */
  keep(): Promise<void> {
    this.keeping ??= this.keepAll().finally(() => {
      this.keeping = null;
    });
    return this.keeping;
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.keeping;
    await this.keep();
  }

  private async keepAll(): Promise<void> {
    const taken = this.tally.take();
    if (taken.length === 0) return;
    try {
      await this.tally.unseen(() => this.slowQueries.add(taken, this.clock.now()));
    } catch (error) {
      this.tally.giveBack(taken);
      this.logger.debug({ error: String(error) }, 'slow queries were not kept');
    }
  }
}
