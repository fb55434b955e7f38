import { Transactional, type Within } from '../../kernel/index.js';
import type { DeadLetter } from '../model/dead-letter.js';
import type { WorkQueue } from '../model/lease.js';

/** The work that was given up. */
export abstract class DeadLetters extends Transactional {
  /** The newest first, at most `limit`. */
  abstract list(limit: number, within?: Within): Promise<readonly DeadLetter[]>;

  /** Offers the unit at `now` as if it had never failed. @throws DeadLetterNotFound */
  abstract replay(queue: WorkQueue, unitId: string, now: Date, within?: Within): Promise<void>;
}
