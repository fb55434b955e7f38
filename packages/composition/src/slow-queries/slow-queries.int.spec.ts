import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase, type TestDatabase as MessageDatabase } from '@2krika/adapters-mongo/testing';
import { holdTable, useTestDatabase } from '@2krika/adapters-sql/testing';
import { MessageRepository, SlowQueries, UserRepository, type SlowQuery } from '@2krika/domain';
import { anId, until } from '@2krika/domain/testing';
import { readConfig } from '../config.js';
import { createContainer, type OpenContainer } from '../create-container.js';
import type { Logger } from '../logger.js';

const SIGNING_KEY = generateKeyPairSync('ed25519')
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
const NOBODY = 'nobody-at-all@exemple.cm';
/** Everything takes longer than this is, so that every call is slow. */
const FASTEST = '1';

describe('slow queries of a process', () => {
  const opened = useTestDatabase();
  let messages: MessageDatabase;
  let folder: string;
  const processes: OpenContainer[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), '2krika-slow-queries-'));
    messages = await openTestDatabase({ name: 'slow-queries' });
  });
  afterAll(async () => {
    await messages.drop();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(async () => {
    await Promise.all(processes.splice(0).map((each) => each.close()));
    await opened().wipe();
  });

  async function aProcess(variables: Readonly<Record<string, string>> = {}, logger?: Logger) {
    const config = readConfig({
      NODE_ENV: 'test',
      ...{ DATA_FOLDER: folder, API_URL: 'http://127.0.0.1:1' },
      ...{ SQL_DATABASE_URL_TEST: opened().url, DB_POOL_ACQUIRE: '20000' },
      ...{ MONGO_DATABASE_URL: messages.url, MONGO_DATABASE_NAME_TEST: messages.databaseName },
      ...{
        SANDBOX_PROVIDER_URL: 'http://127.0.0.1:1',
        SANDBOX_API_KEY: 'key',
        SANDBOX_WEBHOOK_SECRET: 'secret',
      },
      ...{ TOKEN_SIGNING_KEY: SIGNING_KEY, ENCRYPTION_KEY: Buffer.alloc(32).toString('base64') },
      ...variables,
    });
    const open = await createContainer({ config, ...(logger ? { logger } : {}) });
    processes.push(open);
    return open;
  }

  /** Ends the process, which keeps what it has counted. */
  async function end(open: OpenContainer): Promise<void> {
    processes.splice(processes.indexOf(open), 1);
    await open.close();
  }

  const isOfUsers = ({ text }: SlowQuery) => /FROM users\b[^]*email/.test(text);

  /** As another process finds them, which has none of its own. */
  async function kept(): Promise<readonly SlowQuery[]> {
    const reader = await aProcess({ DB_SLOW_QUERY_MS: '60000' });
    const found: SlowQuery[] = [];
    for (let page = 1; ; page += 1) {
      const { results, totalPages } = await reader.container.get(SlowQueries).list({ page, limit: 100 });
      found.push(...results);
      if (page >= totalPages) return found;
    }
  }

  /** A call that is slow for sure. */
  async function askSlowly({ container }: OpenContainer): Promise<void> {
    const ask = () => container.get(UserRepository).findByLogin(NOBODY);
    expect(await holdTable(opened(), 'users', ask)).toBeNull();
  }

  it('are kept when it ends, added up over processes, and hold no value', async () => {
    const both = [
      await aProcess({ DB_SLOW_QUERY_MS: FASTEST }),
      await aProcess({ DB_SLOW_QUERY_MS: FASTEST }),
    ];
    for (const each of both) await askSlowly(each);
    for (const each of both) await end(each);
    const all = await kept();
    const [ofUsers] = all.filter(isOfUsers);
    expect(ofUsers).toMatchObject({ store: 'postgresql', calls: 2 });
    expect(ofUsers?.maxMs).toBeGreaterThanOrEqual(20);
    expect(JSON.stringify(all)).not.toContain(NOBODY);
  });

  it('are those of both databases', async () => {
    const open = await aProcess({ DB_SLOW_QUERY_MS: FASTEST });
    const repository = open.container.get(MessageRepository);
    const chatId = anId();
    await until(() =>
      repository.lastSeq(chatId).then(
        () => true,
        () => false,
      ),
    );
    // An answer within half a millisecond is told as none.
    for (let calls = 0; calls < 200; calls += 1)
      await repository.countUnread(anId(), [{ chatId, lastReadSeq: 0 }], 10);
    await end(open);
    const ofMessages = (await kept()).filter(({ store }) => store === 'mongodb');
    expect(ofMessages.map(({ text }) => text).join('\n')).toContain('messages');
    expect(JSON.stringify(ofMessages)).not.toContain(chatId);
  });

  it('are none of what keeping them costs', async () => {
    const open = await aProcess({ DB_SLOW_QUERY_MS: FASTEST });
    await askSlowly(open);
    await end(open);
    expect((await kept()).filter(({ text }) => text.includes('INTO slow_queries'))).toEqual([]);
  });

  it('are none while everything is fast enough', async () => {
    const open = await aProcess({ DB_SLOW_QUERY_MS: '60000' });
    await askSlowly(open);
    await end(open);
    expect(await kept()).toEqual([]);
  });

  it('are told the operators at once, without a value', async () => {
    const told: unknown[] = [];
    const note = (fields: object, message: string) => void told.push({ ...fields, message });
    const open = await aProcess(
      { DB_SLOW_QUERY_MS: FASTEST },
      { debug: () => undefined, info: () => undefined, warn: note, error: note },
    );
    await askSlowly(open);
    expect(told).toContainEqual({
      message: 'slow statement',
      ...{ store: 'postgresql', text: expect.stringMatching(/FROM users/), rows: 0 },
      milliseconds: expect.any(Number),
    });
    expect(JSON.stringify(told)).not.toContain(NOBODY);
  });
});

describe('the pools of a process', () => {
  const opened = useTestDatabase();

  it('are as large and as patient as it was told', async () => {
    const config = readConfig({
      NODE_ENV: 'production',
      ...{ DATA_FOLDER: tmpdir(), API_URL: 'http://127.0.0.1:1', BACKUP_HOUR: 'off' },
      ...{ SQL_DATABASE_URL: opened().url, MONGO_DATABASE_URL: 'mongodb://127.0.0.1:1' },
      ...{ DB_POOL_MAX: '3', DB_POOL_MIN: '1', DB_POOL_ACQUIRE: '4321', DB_POOL_IDLE: '8765' },
      ...{
        SANDBOX_PROVIDER_URL: 'http://127.0.0.1:1',
        SANDBOX_API_KEY: 'key',
        SANDBOX_WEBHOOK_SECRET: 'secret',
      },
      ...{ TOKEN_SIGNING_KEY: SIGNING_KEY, ENCRYPTION_KEY: Buffer.alloc(32).toString('base64') },
    });
    expect(config.sql.pool).toEqual({ max: 3, min: 1, acquire: 4_321, idle: 8_765 });
    const open = await createContainer({ config });
    try {
      expect(open.pools()).toEqual({
        main: { max: 3, inUse: 0, idle: 0, waiting: 0 },
        reserved: { max: 2, inUse: 0, idle: 0, waiting: 0 },
      });
    } finally {
      await open.close();
    }
  });
});
