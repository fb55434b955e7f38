import { resolve } from 'node:path';
import { readConfig } from './config.js';
import { InvalidEnvironment } from './environment.js';

const REQUIRED = {
  SQL_DATABASE_URL: 'postgresql://krika:secret@db:5432/2krika',
  MONGO_DATABASE_URL: 'mongodb://krika:secret@mongo:27017',
  SANDBOX_PROVIDER_URL: 'http://sandbox:4100',
  SANDBOX_API_KEY: 'the-key-of-the-sandbox',
  SANDBOX_WEBHOOK_SECRET: 'the-secret-of-the-sandbox',
  API_URL: 'https://api.2krika.example',
  TOKEN_SIGNING_KEY: String.raw`-----BEGIN-----\nMC4C\n-----END-----`,
  ENCRYPTION_KEY: 'key',
};

/** What a test run is told instead of the first and the last of them. */
const OF_TESTS = {
  NODE_ENV: 'test',
  SQL_DATABASE_URL_TEST: 'postgresql://krika@db:5432/2krika_test',
  MONGO_DATABASE_NAME_TEST: 'other_test',
};

function faultsOf(variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    readConfig(variables);
  } catch (error) {
    if (error instanceof InvalidEnvironment) return error.faults;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('has a default for everything but secrets and addresses', () => {
    expect(readConfig(REQUIRED)).toEqual({
      stage: 'production',
      host: '127.0.0.1',
      port: 3000,
      sql: {
        url: REQUIRED.SQL_DATABASE_URL,
        pool: { max: 10, min: 0, acquire: 1_000, idle: 10_000 },
        prepare: true,
      },
      mongo: { url: REQUIRED.MONGO_DATABASE_URL, databaseName: '2krika' },
      sandbox: {
        url: REQUIRED.SANDBOX_PROVIDER_URL,
        apiKey: REQUIRED.SANDBOX_API_KEY,
        webhookSecret: REQUIRED.SANDBOX_WEBHOOK_SECRET,
      },
      publicUrl: REQUIRED.API_URL,
      signingKey: '-----BEGIN-----\nMC4C\n-----END-----',
      encryptionKey: 'key',
      filesFolder: resolve('.data/files'),
      mailFolder: resolve('.data/mail'),
      backup: { folder: resolve('.data/backups'), hour: 2, checkHour: 3, drill: null },
      slowQuery: 200,
      metricsPort: null,
      drain: 1_000,
      logLevel: 'info',
    });
  });

  it('takes what is set', () => {
    const config = readConfig({
      ...REQUIRED,
      ...{ NODE_ENV: 'development', HOST: '0.0.0.0', PORT: '8080', LOG_LEVEL: 'debug' },
      ...{ DB_POOL_MAX: '7', DB_POOL_MIN: '2', DB_POOL_ACQUIRE: '30000', DB_POOL_IDLE: '20000' },
      ...{ DB_PREPARE: 'off', DB_SLOW_QUERY_MS: '50', MONGO_DATABASE_NAME: 'krika' },
      ...{ METRICS_PORT: '9464', DRAIN_MS: '0', DATA_FOLDER: '/data' },
    });
    expect(config).toMatchObject({
      stage: 'development',
      ...{ host: '0.0.0.0', port: 8080, logLevel: 'debug' },
      sql: { pool: { max: 7, min: 2, acquire: 30_000, idle: 20_000 }, prepare: false },
      ...{ mongo: { databaseName: 'krika' }, slowQuery: 50, metricsPort: 9464, drain: 0 },
      ...{ filesFolder: '/data/files', backup: { hour: null } },
    });
  });

  it('uses the databases of tests in a test, and no other', () => {
    const config = readConfig({ ...REQUIRED, ...OF_TESTS, MONGO_DATABASE_NAME: 'krika' });
    expect(config.sql.url).toBe(OF_TESTS.SQL_DATABASE_URL_TEST);
    expect(config.mongo).toEqual({ url: REQUIRED.MONGO_DATABASE_URL, databaseName: 'other_test' });
    expect(faultsOf({ ...REQUIRED, NODE_ENV: 'test' })).toEqual([
      'SQL_DATABASE_URL_TEST is not set.',
      'MONGO_DATABASE_NAME_TEST is not set.',
    ]);
    expect(faultsOf({ ...REQUIRED, ...OF_TESTS, MONGO_DATABASE_NAME_TEST: '2krika' })).toEqual([
      'MONGO_DATABASE_NAME_TEST ends in _test, because tests wipe it.',
    ]);
  });

  it.each(Object.keys(REQUIRED))('is refused without %s, in one line', (name) => {
    for (const value of [undefined, '']) {
      expect(faultsOf({ ...REQUIRED, [name]: value })).toEqual([`${name} is not set.`]);
    }
  });

  it.each([
    ['NODE_ENV', 'staging', 'NODE_ENV is one of development, test, production, not "staging".'],
    ['PORT', '65536', 'PORT is a whole number from 0 to 65535, not "65536".'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is one of debug, info, warn, error, silent, not "loud".'],
    ['DB_POOL_MAX', '0', 'DB_POOL_MAX is a whole number from 1 to 1000, not "0".'],
    ['DB_POOL_MIN', '-1', 'DB_POOL_MIN is a whole number from 0 to 1000, not "-1".'],
    ['DB_POOL_MIN', '11', 'DB_POOL_MIN (11) is larger than DB_POOL_MAX (10).'],
    ['DB_POOL_ACQUIRE', '1e3', 'DB_POOL_ACQUIRE is a whole number from 1 to 600000, not "1e3".'],
    ['DB_POOL_IDLE', 'ten', 'DB_POOL_IDLE is a whole number from 1 to 3600000, not "ten".'],
    ['DB_PREPARE', 'no', 'DB_PREPARE is one of on, off, not "no".'],
    ['DB_SLOW_QUERY_MS', '-1', 'DB_SLOW_QUERY_MS is a whole number from 0 to 60000, not "-1".'],
    ['METRICS_PORT', 'on', 'METRICS_PORT is a whole number from 0 to 65535, not "on".'],
    ['DRAIN_MS', '3001', 'DRAIN_MS is a whole number from 0 to 3000, not "3001".'],
    ['API_URL', 'ftp://x', 'API_URL is no address that begins with http:// or https://.'],
  ])('refuses %s=%s in one line', (name, value, line) => {
    expect(faultsOf({ ...REQUIRED, [name]: value })).toEqual([line]);
  });

  it.each([
    ['SQL_DATABASE_URL', 'mysql://krika:secret@db', 'postgres:// or postgresql://'],
    ['MONGO_DATABASE_URL', 'krika:secret@mongo', 'mongodb:// or mongodb+srv://'],
  ])('refuses another kind of %s without repeating its password', (name, value, schemes) => {
    const faults = faultsOf({ ...REQUIRED, [name]: value });
    expect(faults).toEqual([`${name} is no address that begins with ${schemes}.`]);
  });

  it('names every fault at once', () => {
    expect(faultsOf({ DB_POOL_MAX: 'x', DRAIN_MS: 'x' })).toHaveLength(Object.keys(REQUIRED).length + 2);
  });
});
