import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as domain from '@2krika/domain';
import type { Container, ServiceIdentifier } from 'inversify';
import { readConfig } from './config.js';
import { createContainer, type OpenContainer } from './create-container.js';
import { EventHandlers } from './use-cases/event-handlers.js';

const NOWHERE = 'postgresql://nobody@127.0.0.1:1/none';

type Class = abstract new (...args: never[]) => object;

/** These need databases that can be dumped, and are made where somebody is told to back them up. */
const OF_BACKUPS: readonly unknown[] = [
  ...[domain.MakeBackup, domain.MakeNightlyBackup, domain.RestoreBackup, domain.DrillRestoreWeekly],
  ...[domain.ProveLedgerNightly, domain.CheckStoresNightly],
];

/** Every class of the domain that does something: what a use case is recognised by. */
const USE_CASES = Object.values<unknown>(domain)
  .filter(isUseCase)
  .filter((useCase) => !OF_BACKUPS.includes(useCase));

describe('createContainer', () => {
  let folder: string;
  let open: OpenContainer;
  let container: Container;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), '2krika-container-'));
    open = await createContainer({ config: readConfig(environment(folder)), persistence: 'memory' });
    ({ container } = open);
  });

  afterAll(async () => {
    await open.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(USE_CASES.map((useCase) => [useCase.name, useCase] as const))('makes %s', (_, useCase) => {
    expect(container.get<object>(useCase as ServiceIdentifier<object>)).toBeInstanceOf(useCase);
  });

  it('knows the use cases of every context', () => {
    expect(USE_CASES.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'RegisterUser',
        'CreateService',
        'SendMessage',
        'PlaceOrder',
        'RequestWithdrawal',
      ]),
    );
  });

  it('gives every event handler a name of its own', () => {
    const names = container.get(EventHandlers).all.map(({ name }) => name);
    expect(names).toContain('system-messages');
    expect(new Set(names).size).toBe(names.length);
  });

  it('lets a test put its own adapter in the place of one', () => {
    const clock = { now: () => new Date(0) };
    container.rebind(domain.Clock).toConstantValue(clock);
    expect(container.get(domain.Clock)).toBe(clock);
  });

  it.each<[string, Record<string, string>, boolean]>([
    ['every night in production', { NODE_ENV: 'production' }, true],
    ['never in production when told so', { NODE_ENV: 'production', BACKUP_HOUR: 'off' }, false],
  ])('backs up %s', async (_, variables, isExpected) => {
    const config = readConfig({ ...environment(folder), SQL_DATABASE_URL: NOWHERE, ...variables });
    const production = await createContainer({ config });
    try {
      expect(production.container.isBound(domain.MakeNightlyBackup)).toBe(isExpected);
      if (isExpected) {
        expect(production.container.get(domain.MakeNightlyBackup)).toBeInstanceOf(domain.MakeNightlyBackup);
      }
    } finally {
      await production.close();
    }
  });

  it('backs up by itself nowhere else, unless told when', () => {
    const never = { hour: null, checkHour: null, drill: null };
    expect(readConfig(environment(folder)).backup).toEqual({ folder: join(folder, 'backups'), ...never });
    const told = { BACKUP_HOUR: '23', BACKUP_FOLDER: '/backups' };
    expect(readConfig({ ...environment(folder), ...told }).backup).toEqual({
      ...{ ...never, folder: '/backups', hour: 23 },
    });
    expect(() => readConfig({ ...environment(folder), BACKUP_HOUR: '24' })).toThrow(
      'BACKUP_HOUR is a whole number from 0 to 23, not "24".',
    );
  });

  it('looks whether all is well at three in production, and restores a backup on the day it is told', async () => {
    const variables = { ...environment(folder), SQL_DATABASE_URL: NOWHERE, NODE_ENV: 'production' };
    const { checkHour, drill } = readConfig(variables).backup;
    expect([checkHour, drill]).toEqual([3, null]);
    const told = readConfig({ ...variables, CHECK_HOUR: 'off', RESTORE_DRILL_DAY: 'saturday' });
    expect(told.backup).toMatchObject({ checkHour: null, drill: { weekday: 6, hour: 4 } });
    expect(() => readConfig({ ...variables, RESTORE_DRILL_DAY: 'someday' })).toThrow('RESTORE_DRILL_DAY');
    for (const [config, bound] of [
      [readConfig(variables), [true, true, false]],
      [told, [false, false, true]],
    ] as const) {
      const production = await createContainer({ config });
      const jobs = [domain.ProveLedgerNightly, domain.CheckStoresNightly, domain.DrillRestoreWeekly];
      expect(jobs.map((job) => production.container.isBound(job))).toEqual(bound);
      for (const job of jobs.filter((_, index) => bound[index])) {
        expect(production.container.get<object>(job)).toBeInstanceOf(job);
      }
      await production.close();
    }
  });
});

function isUseCase(exported: unknown): exported is Class {
  if (typeof exported !== 'function') return false;
  const members = Object.getOwnPropertyNames((exported.prototype ?? {}) as object);
  return members.includes('execute');
}

function environment(dataFolder: string): Record<string, string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  return {
    NODE_ENV: 'test',
    DATA_FOLDER: dataFolder,
    SQL_DATABASE_URL_TEST: NOWHERE,
    MONGO_DATABASE_URL: 'mongodb://127.0.0.1:1',
    MONGO_DATABASE_NAME_TEST: 'none_test',
    SANDBOX_PROVIDER_URL: 'http://127.0.0.1:1',
    SANDBOX_API_KEY: 'key',
    SANDBOX_WEBHOOK_SECRET: 'secret',
    API_URL: 'http://127.0.0.1:1',
    TOKEN_SIGNING_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
  };
}
