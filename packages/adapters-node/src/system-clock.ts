import { Clock } from '@2krika/domain';

/** The host's time, moved forward by what a development server was told. */
export class SystemClock extends Clock {
  private offset = 0;

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** Milliseconds ahead of the host. */
  get aheadBy(): number {
    return this.offset;
  }

  /** @throws RangeError backwards: what has happened cannot happen again */
  moveAheadBy(offset: number): void {
    if (!Number.isSafeInteger(offset) || offset < this.offset) {
      throw new RangeError(`The clock moves forward only, and by whole milliseconds: ${offset}.`);
    }
    this.offset = offset;
  }
}
