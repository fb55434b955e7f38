import { after, MINUTE, SECOND } from '../../kernel/index.js';

/** Most payouts end within seconds; an operator's trouble lasts hours. */
const PAUSES = [5 * SECOND, 15 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE] as const;
const LAST_PAUSE = 10 * MINUTE;

/** How long a call may take before the worker that made it counts as dead. */
export const RESEND_PAUSE = 5 * SECOND;

/** A float is topped up by people. */
export const FLOAT_PAUSE = MINUTE;

/**
 * When to ask again, having asked `polls` times. There is no last time: money that may have been paid is
 * never given up by a clock.
 */
export function nextPayoutPollAt(polls: number, now: Date): Date {
  return after(now, PAUSES[polls] ?? LAST_PAUSE);
}
