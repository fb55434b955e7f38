import { join, resolve } from 'node:path';
import { readNightlyBackup, type NightlyBackupConfig } from './backup/nightly-backup-config.js';
import { EnvironmentReader } from './environment.js';

export type Stage = 'development' | 'test' | 'production';

export interface SqlConfig {
  readonly url: string;
  readonly pool: {
    readonly max: number;
    readonly min: number;
    readonly acquire: number;
    readonly idle: number;
  };
  /** Whether statements are prepared, for which a connection has to stay the same. */
  readonly prepare: boolean;
}

export interface MongoConfig {
  readonly url: string;
  readonly databaseName: string;
}

export interface SandboxConfig {
  readonly url: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
}

/** Everything a process is told from outside, checked. */
export interface Config {
  readonly stage: Stage;
  /** Where the API listens. */
  readonly host: string;
  readonly port: number;
  readonly sql: SqlConfig;
  readonly mongo: MongoConfig;
  readonly sandbox: SandboxConfig;
  /** Where providers reach our API. */
  readonly publicUrl: string;
  /** Ed25519, PKCS #8 in PEM. */
  readonly signingKey: string;
  /** 32 bytes in base64. */
  readonly encryptionKey: string;
  readonly filesFolder: string;
  readonly mailFolder: string;
  readonly backup: NightlyBackupConfig;
  /** Milliseconds from which on a statement of either database is slow; 0 for every one. */
  readonly slowQuery: number;
  /** Where the process tells its figures, on `host`; null when it does not. */
  readonly metricsPort: number | null;
  /** Milliseconds in which the API still takes requests after it has said that it is going to close. */
  readonly drain: number;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

const STAGES = ['development', 'test', 'production'] as const;
const POSTGRES = ['postgres:', 'postgresql:'];
const MONGO = ['mongodb:', 'mongodb+srv:'];
const HTTP = ['http:', 'https:'];
/** 0 is any that is free. */
const PORTS = { min: 0, max: 65_535 } as const;

/**
 * Reads the configuration of a process. Every variable with its default and unit is in `.env.example`.
 * @throws InvalidEnvironment that names every fault
 */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const read = new EnvironmentReader(variables);
  const stage = read.choice('NODE_ENV', STAGES, 'production');
  const isTest = stage === 'test';
  const dataFolder = resolve(read.text('DATA_FOLDER', '.data'));
  const config: Config = {
    stage,
    host: read.text('HOST', '127.0.0.1'),
    port: read.integer('PORT', 3000, PORTS),
    sql: readSqlConfig(read, read.url(isTest ? 'SQL_DATABASE_URL_TEST' : 'SQL_DATABASE_URL', POSTGRES)),
    mongo: {
      url: read.url('MONGO_DATABASE_URL', MONGO),
      databaseName: isTest
        ? read.text('MONGO_DATABASE_NAME_TEST')
        : read.text('MONGO_DATABASE_NAME', '2krika'),
    },
    sandbox: {
      url: read.url('SANDBOX_PROVIDER_URL', HTTP),
      apiKey: read.text('SANDBOX_API_KEY'),
      webhookSecret: read.text('SANDBOX_WEBHOOK_SECRET'),
    },
    publicUrl: read.url('API_URL', HTTP),
    // One line in an environment: the line breaks of PEM are written as \n.
    signingKey: read.text('TOKEN_SIGNING_KEY').replaceAll('\\n', '\n'),
    encryptionKey: read.text('ENCRYPTION_KEY'),
    filesFolder: join(dataFolder, 'files'),
    mailFolder: join(dataFolder, 'mail'),
    backup: readNightlyBackup(read, stage),
    slowQuery: read.integer('DB_SLOW_QUERY_MS', 200, { min: 0, max: 60_000 }),
    metricsPort: read.optional('METRICS_PORT') === undefined ? null : read.integer('METRICS_PORT', 0, PORTS),
    drain: read.integer('DRAIN_MS', 1_000, { min: 0, max: 3_000 }),
    logLevel: read.choice('LOG_LEVEL', ['debug', 'info', 'warn', 'error', 'silent'] as const, 'info'),
  };
  if (isTest && config.mongo.databaseName !== '' && !config.mongo.databaseName.endsWith('_test')) {
    read.fault('MONGO_DATABASE_NAME_TEST ends in _test, because tests wipe it.', null);
  }
  read.assertValid();
  return config;
}

/** How the database at this address is to be connected to. */
export function readSqlConfig(read: EnvironmentReader, url: string): SqlConfig {
  const pool = {
    max: read.integer('DB_POOL_MAX', 10, { min: 1, max: 1_000 }),
    min: read.integer('DB_POOL_MIN', 0, { min: 0, max: 1_000 }),
    acquire: read.integer('DB_POOL_ACQUIRE', 1_000, { min: 1, max: 600_000 }),
    idle: read.integer('DB_POOL_IDLE', 10_000, { min: 1, max: 3_600_000 }),
  };
  if (pool.min > pool.max) {
    read.fault(`DB_POOL_MIN (${pool.min}) is larger than DB_POOL_MAX (${pool.max}).`, null);
  }
  return { url, pool, prepare: read.choice('DB_PREPARE', ['on', 'off'] as const, 'on') === 'on' };
}
