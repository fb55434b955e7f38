import { SECOND, Unavailable } from '@2krika/domain';
import { aMessage, anId, until } from '@2krika/domain/testing';
import { openTestDatabase, type TestDatabase } from '@2krika/adapters-mongo/testing';
import { TcpProxy } from '../../test/tcp-proxy.js';
import { MongooseMessageRepository } from '../messaging/mongoose-message-repository.js';
import { MongoConnection } from './mongo-connection.js';

/** Selecting a server, waiting for an answer and noticing the end of an outage each take seconds. */
const PATIENCE = 20 * SECOND;

describe('MongoConnection', () => {
  let database: TestDatabase;
  let proxy: TcpProxy;
  let opened: MongoConnection | undefined;
  let lines: string[];

  const note = (_: object, message: string) => {
    lines.push(message);
  };

  beforeEach(async () => {
    database = await openTestDatabase({ name: 'connection' });
    proxy = new TcpProxy(new URL(database.url));
    await proxy.start();
    lines = [];
  });

  afterEach(async () => {
    await opened?.close();
    opened = undefined;
    await proxy.stop();
    await database.drop();
  });

  function open(): MongoConnection {
    const { databaseName } = database;
    opened = MongoConnection.open({
      url: proxy.url,
      databaseName,
      logger: { info: note, warn: note, error: note },
    });
    return opened;
  }

  async function connected() {
    const connection = open();
    await connection.connected();
    return { connection, messages: new MongooseMessageRepository(connection) };
  }

  async function millisecondsToRefuse(work: Promise<unknown>): Promise<number> {
    const start = performance.now();
    await expect(work).rejects.toThrow(Unavailable);
    return performance.now() - start;
  }

  async function answers(connection: MongoConnection): Promise<boolean> {
    return connection.ping().then(
      () => true,
      () => false,
    );
  }

  it(
    'says within three seconds that the server is gone, and uses it again when it is back',
    async () => {
      const { connection, messages } = await connected();
      const { message } = await messages.append(aMessage(anId()));
      await proxy.stop();
      expect(await millisecondsToRefuse(messages.append(aMessage(message.chatId)))).toBeLessThan(3 * SECOND);
      expect(await millisecondsToRefuse(connection.ping())).toBeLessThan(3 * SECOND);
      await proxy.start();
      const start = performance.now();
      await until(() => answers(connection));
      expect(performance.now() - start).toBeLessThan(3 * SECOND);
      expect(await messages.find(message.id)).toEqual(message);
      await until(() => lines.length >= 3);
      expect(lines).toEqual([
        'MongoDB is connected',
        'MongoDB is disconnected',
        'MongoDB is connected again',
      ]);
    },
    PATIENCE,
  );

  it(
    'says within three seconds that the server is silent',
    async () => {
      const { messages } = await connected();
      proxy.hang();
      const refused = [messages.find(anId()), messages.lastSeq(anId())].map(millisecondsToRefuse);
      for (const milliseconds of await Promise.all(refused)) expect(milliseconds).toBeLessThan(3 * SECOND);
    },
    PATIENCE,
  );

  it(
    'refuses at once while there never was a server, and connects when one comes',
    async () => {
      await proxy.stop();
      const connection = open();
      expect(await millisecondsToRefuse(connection.ping())).toBeLessThan(SECOND);
      await until(() => lines.includes('MongoDB failed'));
      await proxy.start();
      await connection.connected();
      await expect(connection.ping()).resolves.toBeUndefined();
    },
    PATIENCE,
  );

  it('lets what is under way finish when it is closed, and refuses what comes after', async () => {
    const { connection, messages } = await connected();
    const underWay = messages.lastSeq(anId());
    await connection.close();
    await expect(underWay).resolves.toBe(0);
    await expect(messages.lastSeq(anId())).rejects.toThrow(Unavailable);
  });

  it(
    'can be closed before it was ever connected',
    async () => {
      await proxy.stop();
      const connection = open();
      await connection.close();
      await expect(connection.connected()).rejects.toThrow(Unavailable);
    },
    PATIENCE,
  );

  it('gives up a URL that cannot be one', async () => {
    opened = MongoConnection.open({ url: 'mongodb://', databaseName: '2krika_test' });
    await expect(opened.connected()).rejects.toMatchObject({ name: 'MongoParseError' });
  });

  it('tells the logger every command by its shape, how long it took and how many it found, without a value', async () => {
    const told: [shape: string, milliseconds: number, documents: number][] = [];
    opened = MongoConnection.open({
      url: proxy.url,
      databaseName: database.databaseName,
      commandLogger: {
        command: (shape, milliseconds, documents) => told.push([shape(), milliseconds, documents]),
      },
    });
    await opened.connected();
    const messages = new MongooseMessageRepository(opened);
    const { message } = await messages.append(aMessage(anId(), { content: 'Le code est 4711' }));
    await messages.find(message.id);
    expect(told.some(([shape]) => shape.startsWith('insert messages'))).toBe(true);
    expect(told).toContainEqual(['find messages {_id}', expect.any(Number), 1]);
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`4711|${message.id}|${message.chatId}`));
    for (const [, milliseconds] of told) expect(milliseconds).toBeGreaterThanOrEqual(0);
  });

  it(
    'tells the logger of a command that fails',
    async () => {
      const told: string[] = [];
      opened = MongoConnection.open({
        url: proxy.url,
        databaseName: database.databaseName,
        commandLogger: { command: (shape) => told.push(shape()) },
      });
      await opened.connected();
      proxy.hang();
      await millisecondsToRefuse(new MongooseMessageRepository(opened).lastSeq(anId()));
      await proxy.stop();
      await until(() => told.some((shape) => shape.startsWith('find messages {chatId}')));
    },
    PATIENCE,
  );

  it('gives on what is no outage as it is', async () => {
    const { connection } = await connected();
    const fault = new RangeError('ours');
    await expect(connection.run(() => Promise.reject(fault))).rejects.toBe(fault);
  });

  it('fails loudly on a misspelt field, and never takes an object for an operator', async () => {
    const { connection, messages } = await connected();
    const { message } = await messages.append(aMessage(anId()));
    const model = connection.models.model('Message');
    const misspelt: object = { chatID: message.chatId };
    await expect(connection.run(() => model.countDocuments(misspelt).exec())).rejects.toMatchObject({
      name: 'StrictModeError',
    });
    const smuggled: object = { senderId: { $ne: 'nobody' } };
    await expect(connection.run(() => model.countDocuments(smuggled).exec())).rejects.toMatchObject({
      name: 'CastError',
    });
  });
});
