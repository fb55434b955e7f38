import { Transactional, type ListAnswer, type ListRequest, type Within } from '../../kernel/index.js';
import type { DeadLetter } from '../model/dead-letter.js';
import type { WorkQueue } from '../model/lease.js';

/** The work that was given up. */
export abstract class DeadLetters extends Transactional {
  /** The newest first, equal instants by the id of the unit downwards. */
  abstract list<Request extends ListRequest>(request: Request): Promise<ListAnswer<DeadLetter, Request>>;

  /** Offers the unit at `now` as if it had never failed. @throws DeadLetterNotFound */
  abstract replay(queue: WorkQueue, unitId: string, now: Date, within?: Within): Promise<void>;
}
