import { join, resolve } from 'node:path';
import type { EnvironmentReader } from '../environment.js';

/** How an app backs up by itself, and looks whether all is well. Hours are of the day, UTC; null for never. */
export interface NightlyBackupConfig {
  readonly folder: string;
  readonly hour: number | null;
  /** When the books are proved and the stores compared. */
  readonly checkHour: number | null;
  /** When the newest backup is restored to see that it can be. */
  readonly drill: DrillConfig | null;
}

export interface DrillConfig {
  readonly hour: number;
  /** From 0 for Sunday. */
  readonly weekday: number;
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

/** A production that is not to be backed up by us says so: `BACKUP_HOUR=off`. */
export function readNightlyBackup(read: EnvironmentReader, stage: string): NightlyBackupConfig {
  return {
    folder: backupFolder(read),
    hour: hourOf(read, 'BACKUP_HOUR', stage === 'production' ? 2 : null),
    checkHour: hourOf(read, 'CHECK_HOUR', stage === 'production' ? 3 : null),
    drill: drillOf(read),
  };
}

/** An hour, or `off`. */
function hourOf(read: EnvironmentReader, name: string, otherwise: number | null): number | null {
  const text = read.optional(name);
  if (text === 'off' || (text === undefined && otherwise === null)) return null;
  return read.integer(name, otherwise ?? 0, { min: 0, max: 23 });
}

/** The room and the time it takes are an installation's to give. */
function drillOf(read: EnvironmentReader): DrillConfig | null {
  const day = read.choice('RESTORE_DRILL_DAY', ['off', ...WEEKDAYS] as const, 'off');
  if (day === 'off') return null;
  return {
    weekday: WEEKDAYS.indexOf(day),
    hour: read.integer('RESTORE_DRILL_HOUR', 4, { min: 0, max: 23 }),
  };
}

export function backupFolder(read: EnvironmentReader): string {
  return resolve(read.text('BACKUP_FOLDER', join(read.text('DATA_FOLDER', '.data'), 'backups')));
}
