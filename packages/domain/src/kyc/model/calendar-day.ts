/** A day of the calendar, `2026-01-31`. Days compare as their texts do. */
export type CalendarDay = string;

const DAY_PATTERN = /^\d{4}-\d\d-\d\d$/;

/** Whether the text names a day that the calendar has. */
export function isCalendarDay(text: string): boolean {
  if (!DAY_PATTERN.test(text)) return false;
  const midnight = midnightOf(text);
  return !Number.isNaN(midnight.getTime()) && dayOf(midnight) === text;
}

/** The day it is at the instant, in UTC. */
export function dayOf(instant: Date): CalendarDay {
  return instant.toISOString().slice(0, 10);
}

/** The first instant of the day, in UTC. */
export function midnightOf(day: CalendarDay): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

/** The same day so many years later. Of 29 February in a year without one it is later than 28 February. */
export function yearsAfter(day: CalendarDay, years: number): CalendarDay {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
}
