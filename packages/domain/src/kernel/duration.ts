/** Milliseconds. */
export type Duration = number;

export const SECOND: Duration = 1_000;
export const MINUTE: Duration = 60 * SECOND;
export const HOUR: Duration = 60 * MINUTE;
export const DAY: Duration = 24 * HOUR;

/** The instant `duration` milliseconds after `instant`. */
export function after(instant: Date, duration: Duration): Date {
  return new Date(instant.getTime() + duration);
}
