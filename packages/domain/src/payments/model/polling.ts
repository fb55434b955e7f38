import { after, DAY, MINUTE, SECOND } from '../../kernel/index.js';

/** A person confirms within seconds or minutes; an operator's trouble lasts hours. */
const PAUSES = [5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE] as const;
const LAST_PAUSE = 10 * MINUTE;

/** Operators keep the outcome of a transaction this long at least; after it, nothing new will be learnt. */
export const POLLING_ENDS_AFTER = 3 * DAY;

/** When to ask again, having asked `polls` times. */
export function nextPollAt(polls: number, now: Date): Date {
  return after(now, PAUSES[polls] ?? LAST_PAUSE);
}

/**
 * A call that was begun this long ago without an answer belonged to a process that was killed: no call takes so
 * long. It is made again, under the same key.
 */
export const RESEND_AFTER = 5 * SECOND;
