import { DomainError } from '../../kernel/index.js';
import type { WorkQueue } from './lease.js';

/** A unit of work that failed too often and waits for a person. */
export interface DeadLetter {
  readonly queue: WorkQueue;
  readonly unitId: string;
  readonly attempts: number;
  /** Why it failed the last time. */
  readonly error: string;
  readonly deadAt: Date;
}

/** Nothing of this queue and id is given up. */
export class DeadLetterNotFound extends DomainError {
  readonly code = 'platform.dead_letter_not_found';
  readonly kind = 'not_found';

  constructor(queue: WorkQueue, unitId: string) {
    super('There is no such dead letter.', { queue, unitId });
  }
}
