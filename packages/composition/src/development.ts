import type { StoredMail, SystemClock } from '@2krika/adapters-node';
import type { DevelopmentClockStore } from '@2krika/adapters-sql';
import { SECOND, Unavailable } from '@2krika/domain';
import type { Logger } from './logger.js';

/** The mails that development keeps instead of sending. */
export abstract class DevelopmentMailbox {
  /** The newest first, at most `limit`; those to one address when it is given. */
  abstract list(limit: number, to?: string): Promise<readonly StoredMail[]>;
}

/** Business time that can be moved, forward only. */
export abstract class DevelopmentClock {
  abstract now(): Date;

  /**
   * Lets time pass for every process.
   * @returns the new time, once every live process has it and every worker has looked for work again
   * @throws Unavailable when a process does not catch up in time; time has passed all the same
   */
  abstract advance(milliseconds: number): Promise<Date>;

  /** What this process does before it has caught up with a new time: a worker looks for work. */
  abstract onAdvance(catchUp: () => Promise<void>): void;

  abstract close(): Promise<void>;
}

/** Time of one process, which has it at once. */
export class LocalDevelopmentClock extends DevelopmentClock {
  private catchUp: () => Promise<void> = () => Promise.resolve();

  constructor(private readonly clock: SystemClock) {
    super();
  }

  now(): Date {
    return this.clock.now();
  }

  async advance(milliseconds: number): Promise<Date> {
    this.clock.moveAheadBy(this.clock.aheadBy + milliseconds);
    await this.catchUp();
    return this.now();
  }

  onAdvance(catchUp: () => Promise<void>): void {
    this.catchUp = catchUp;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** How often a process looks whether time was moved. */
const BEAT = SECOND / 5;
/** How long the others are waited for. */
const PATIENCE = 10 * SECOND;

/** Time of all processes of one database: kept there, so that it survives a restart. */
export class SharedDevelopmentClock extends DevelopmentClock {
  private readonly processId = crypto.randomUUID();
  private catchUp: () => Promise<void> = () => Promise.resolve();
  /** Which offset this process has done everything for. */
  private caughtUpWith: number;
  private catchingUp: Promise<void> | null = null;
  private isClosed = false;
  private endPause: () => void = () => undefined;
  private readonly beating: Promise<void>;

  private constructor(
    private readonly clock: SystemClock,
    private readonly store: DevelopmentClockStore,
    private readonly logger: Logger,
  ) {
    super();
    this.caughtUpWith = clock.aheadBy;
    this.beating = this.beat();
  }

  /** Reads how far time was moved before this process began. */
  static async start(
    clock: SystemClock,
    store: DevelopmentClockStore,
    logger: Logger,
  ): Promise<SharedDevelopmentClock> {
    clock.moveAheadBy(await store.read());
    return new SharedDevelopmentClock(clock, store, logger);
  }

  now(): Date {
    return this.clock.now();
  }

  async advance(milliseconds: number): Promise<Date> {
    const offset = await this.store.advance(milliseconds);
    const deadline = Date.now() + PATIENCE;
    while (this.caughtUpWith < offset || (await this.store.laggards(offset)) > 0) {
      if (this.isClosed || Date.now() >= deadline) throw new Unavailable('A process that has to catch up');
      await this.pause(BEAT / 2);
    }
    return this.now();
  }

  onAdvance(catchUp: () => Promise<void>): void {
    this.catchUp = catchUp;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.endPause();
    await this.beating;
    await this.catchingUp;
    await this.store.leave(this.processId).catch(() => undefined);
  }

  private async beat(): Promise<void> {
    while (!this.isClosed) {
      try {
        const offset = await this.store.read();
        if (offset > this.clock.aheadBy) this.clock.moveAheadBy(offset);
        // Beside the beat: a process that does not tell it lives is not waited for.
        if (offset > this.caughtUpWith) this.catchingUp ??= this.catchUpWith(offset);
        await this.store.beat(this.processId, this.caughtUpWith);
      } catch (error) {
        // The database is down; what was missed is read when it is back.
        this.logger.debug({ error: String(error) }, 'development clock');
      }
      await this.pause(BEAT);
    }
  }

  /** What fails is tried again with the next beat. */
  private async catchUpWith(offset: number): Promise<void> {
    try {
      await this.catchUp();
      this.caughtUpWith = offset;
    } catch (error) {
      this.logger.warn({ error: String(error) }, 'development clock');
    } finally {
      this.catchingUp = null;
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    // Closed while it was beating: nobody would end the pause.
    if (this.isClosed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
