import { DAY } from '../../kernel/index.js';
import type { BackupContent, BackupId } from './backup.js';

/** How many of the newest days, weeks and months that have a backup keep one. */
export interface Retention {
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

export const RETENTION: Retention = { daily: 7, weekly: 4, monthly: 12 };

type Dated = Pick<BackupContent, 'id' | 'startedAt'>;

/**
 * The backups to keep: of each of the newest days, ISO weeks and months, in UTC, the last one. Days without a
 * backup are not counted: after a pause the old ones are all there is.
 */
export function backupsToKeep(
  backups: readonly Dated[],
  retention: Retention = RETENTION,
): ReadonlySet<BackupId> {
  const newestFirst = backups.toSorted((left, right) => right.startedAt.getTime() - left.startedAt.getTime());
  return new Set([
    ...lastOfEach(newestFirst, dayOf, retention.daily),
    ...lastOfEach(newestFirst, weekOf, retention.weekly),
    ...lastOfEach(newestFirst, monthOf, retention.monthly),
  ]);
}

function lastOfEach(
  newestFirst: readonly Dated[],
  periodOf: (at: Date) => string,
  limit: number,
): BackupId[] {
  const kept = new Map<string, BackupId>();
  for (const { id, startedAt } of newestFirst) {
    const period = periodOf(startedAt);
    if (!kept.has(period) && kept.size < limit) kept.set(period, id);
  }
  return [...kept.values()];
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 'yyyy-mm-dd'.length);
}

function monthOf(at: Date): string {
  return at.toISOString().slice(0, 'yyyy-mm'.length);
}

/** By its Monday. */
function weekOf(at: Date): string {
  const daysSinceMonday = (at.getUTCDay() + 6) % 7;
  return dayOf(new Date(at.getTime() - daysSinceMonday * DAY));
}
