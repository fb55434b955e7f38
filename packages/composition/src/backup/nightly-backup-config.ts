import { join, resolve } from 'node:path';
import type { EnvironmentReader } from '../environment.js';

/** How an app backs up by itself. */
export interface NightlyBackupConfig {
  readonly folder: string;
  /** Of the day, UTC; null for never. */
  readonly hour: number | null;
}

/** A production that is not to be backed up by us says so: `BACKUP_HOUR=off`. */
export function readNightlyBackup(read: EnvironmentReader, stage: string): NightlyBackupConfig {
  const hour = read.optional('BACKUP_HOUR') ?? (stage === 'production' ? '2' : 'off');
  const folder = backupFolder(read);
  if (hour === 'off') return { folder, hour: null };
  return { folder, hour: read.integer('BACKUP_HOUR', 2, { min: 0, max: 23 }) };
}

export function backupFolder(read: EnvironmentReader): string {
  return resolve(read.text('BACKUP_FOLDER', join(read.text('DATA_FOLDER', '.data'), 'backups')));
}
