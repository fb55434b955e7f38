import type { MongoConfig, Stage } from '../config.js';
import { EnvironmentReader } from '../environment.js';
import { backupFolder } from './nightly-backup-config.js';

/** What backing up and restoring are told from outside: less than an app, so that a machine without its secrets can. */
export interface BackupConfig {
  readonly stage: Stage;
  readonly sqlUrl: string;
  readonly mongo: MongoConfig;
  /** Where backups are kept. */
  readonly folder: string;
}

const STAGES = ['development', 'production'] as const;

/** @throws InvalidEnvironment that names every fault */
export function readBackupConfig(variables: Readonly<Record<string, string | undefined>>): BackupConfig {
  const read = new EnvironmentReader(variables);
  const config = {
    stage: read.choice('NODE_ENV', STAGES, 'production'),
    sqlUrl: read.url('SQL_DATABASE_URL', ['postgres:', 'postgresql:']),
    mongo: {
      url: read.url('MONGO_DATABASE_URL', ['mongodb:', 'mongodb+srv:']),
      databaseName: read.text('MONGO_DATABASE_NAME', '2krika'),
    },
    folder: backupFolder(read),
  };
  read.assertValid();
  return config;
}
