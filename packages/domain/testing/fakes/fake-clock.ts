import { Clock, type Duration } from '@2krika/domain';

/** A clock that stands still until a test moves it. */
export class FakeClock extends Clock {
  private instant: number;

  constructor(start = new Date('2026-01-05T08:00:00.000Z')) {
    super();
    this.instant = start.getTime();
  }

  now(): Date {
    return new Date(this.instant);
  }

  /** Jumps to an instant, earlier ones included. */
  set(instant: Date): void {
    this.instant = instant.getTime();
  }

  /**
   * Lets time pass.
   * @throws RangeError for a duration that is negative or not finite: time passes forward only
   */
  advance(duration: Duration): void {
    if (!Number.isFinite(duration) || duration < 0) {
      throw new RangeError(`Time passes forward only: ${duration} ms.`);
    }
    this.instant += duration;
  }
}
