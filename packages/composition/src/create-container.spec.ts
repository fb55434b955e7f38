import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as domain from '@2krika/domain';
import type { Container, ServiceIdentifier } from 'inversify';
import { readConfig } from './config.js';
import { createContainer, type OpenContainer } from './create-container.js';
import { EventHandlers } from './use-cases/event-handlers.js';

type Class = abstract new (...args: never[]) => object;

/** Every class of the domain that does something: what a use case is recognised by. */
const USE_CASES = Object.values<unknown>(domain).filter(isUseCase);

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
    SQL_DATABASE_URL_TEST: 'postgresql://nobody@127.0.0.1:1/none',
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
