import { IdGenerator } from '@2krika/domain';

const COUNTER_DIGITS = 12;

/**
 * Valid UUIDv7s that count from 1, so that a failing test names the same ids each time and ids sort in the
 * order they were made. Generators of one database need different series, or their ids meet.
 */
export class SequentialIds extends IdGenerator {
  private made = 0;
  private readonly prefix: string;

  /** @param series 0 to 4095 */
  constructor(series = 0) {
    super();
    if (!Number.isInteger(series) || series < 0 || series > 0xfff) {
      throw new RangeError(`A series is a whole number from 0 to 4095: ${series}.`);
    }
    this.prefix = `019b0000-0000-7${series.toString(16).padStart(3, '0')}-8000-`;
  }

  generate(): string {
    this.made += 1;
    return this.prefix + this.made.toString(16).padStart(COUNTER_DIGITS, '0');
  }
}
