import { SECOND, Unavailable, type Duration } from '../../kernel/index.js';

/** A quarter of an hour of pauses on average: longer than any restart, short enough to be told the same day. */
export const MAX_ATTEMPTS = 12;
const LONGEST_PAUSE = 600 * SECOND;
/** Short, because what waits for a store is wanted the moment it is back. */
const LONGEST_PAUSE_OF_OUTAGE = 3 * SECOND;

/**
 * How long to wait after a failure: up to a second, twice that with each failure before it, at most ten minutes.
 * Anything between nothing and that, lest what failed together comes back together.
 *
 * @param chance at least 0, less than 1
 */
export function pauseAfter(attempts: number, chance: number): Duration {
  return part(Math.min(SECOND * 2 ** attempts, LONGEST_PAUSE), chance);
}

/** Likewise while something we need is down. */
export function pauseOfOutage(chance: number): Duration {
  return part(LONGEST_PAUSE_OF_OUTAGE, chance);
}

/**
 * Whether it failed for want of something that comes back by itself. That says nothing about the unit, so it does
 * not count: what waits for the end of an outage must not be given up meanwhile.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isOutage);
  return error instanceof Unavailable;
}

/** What is kept of a failure for people. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function part(longest: Duration, chance: number): Duration {
  return Math.ceil(longest * (1 - chance));
}
