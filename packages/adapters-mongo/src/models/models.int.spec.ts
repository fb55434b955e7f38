import { openTestDatabase, type TestDatabase } from '@2krika/adapters-mongo/testing';
import { aCommunicationEntry, aMessage, anId } from '@2krika/domain/testing';
import { mongo, type Model } from 'mongoose';
import { MongoConnection } from '../connection/mongo-connection.js';
import { MongooseCommunicationLog } from '../messaging/mongoose-communication-log.js';
import { documentOf } from '../messaging/message-mapper.js';
import { chatStateModel } from './chat-state.model.js';
import { communicationLogModel } from './communication-log.model.js';
import { messageModel } from './message.model.js';

const NOW = new Date('2026-01-05T08:00:00.000Z');
const outbox = { state: 'pending', attempts: 0, at: NOW, error: null } as const;

/** Each model as whoever is not held to its types uses it, with a document of it. */
const MODELS: readonly (readonly [string, (connection: MongoConnection) => Model<object>, () => object])[] = [
  [
    'messages',
    ({ models }) => anyOf(messageModel(models)),
    () => documentOf({ ...aMessage(anId()), seq: 1 }, outbox),
  ],
  [
    'chat_states',
    ({ models }) => anyOf(chatStateModel(models)),
    () => ({ chatId: anId(), userId: anId(), lastDeliveredSeq: 1, lastReadSeq: 1, updatedAt: NOW }),
  ],
  [
    'communication_logs',
    ({ models }) => anyOf(communicationLogModel(models)),
    () => {
      const { id, ...entry } = aCommunicationEntry();
      return { _id: id, ...entry, storedAt: NOW };
    },
  ],
];

function anyOf({ db, modelName }: { readonly db: MongoConnection['models']; readonly modelName: string }) {
  return db.model<object>(modelName);
}

describe('the models', () => {
  let database: TestDatabase;
  let connection: MongoConnection;

  beforeAll(async () => {
    database = await openTestDatabase({ name: 'models', migrated: false });
    connection = MongoConnection.open(database);
    await connection.connected();
  });

  afterAll(async () => {
    await connection.close();
    await database.drop();
  });

  async function indexesOf(name: string): Promise<readonly string[]> {
    const collection = connection.models.db?.collection(name);
    return ((await collection?.indexes()) ?? []).map((index) => index.name ?? '');
  }

  it('make neither a collection nor an index by being asked, and no index by being written', async () => {
    for (const [, modelOf] of MODELS) await modelOf(connection).countDocuments();
    expect(await connection.models.db?.listCollections().toArray()).toEqual([]);
    for (const [name, modelOf, document] of MODELS) {
      await modelOf(connection).create(document());
      expect(await indexesOf(name)).toEqual(['_id_']);
    }
  });

  describe.each(MODELS)('of %s', (_, modelOf, document) => {
    const ways: readonly [string, (filter: object) => Promise<unknown>][] = [
      ['finds', (filter) => modelOf(connection).find(filter).exec()],
      ['counts', (filter) => modelOf(connection).countDocuments(filter).exec()],
      ['changes', (filter) => modelOf(connection).updateMany(filter, {}).exec()],
      ['removes', (filter) => modelOf(connection).deleteMany(filter).exec()],
    ];

    it.each(ways)('%s nothing by a field that it does not have', async (__, ask) => {
      await expect(ask({ chatID: 'x' })).rejects.toMatchObject({ name: 'StrictModeError' });
    });

    it.each(ways)('%s nothing by an object that is meant as an operator', async (__, ask) => {
      const stored = await modelOf(connection).create(document());
      await expect(ask({ chatId: { $ne: 'nobody' } })).rejects.toMatchObject({ name: 'CastError' });
      expect(await modelOf(connection).exists({ _id: stored._id })).not.toBeNull();
    });

    it('stores no field that it does not have', async () => {
      const misspelt = { ...document(), chatID: 'x' };
      await expect(modelOf(connection).create(misspelt)).rejects.toMatchObject({ name: 'StrictModeError' });
      const changed = modelOf(connection)
        .updateMany({}, { $set: { chatID: 'x' } })
        .exec();
      await expect(changed).rejects.toMatchObject({ name: 'StrictModeError' });
    });
  });
});

describe('the communication log', () => {
  let database: TestDatabase;
  let client: mongo.MongoClient;

  beforeAll(async () => {
    database = await openTestDatabase({ name: 'lifetime' });
    client = new mongo.MongoClient(database.url);
  });

  afterAll(async () => {
    await client.close();
    await database.drop();
  });

  it('is forgotten by the server ninety days after it was stored, whatever business time it is of', async () => {
    const connection = MongoConnection.open(database);
    await connection.connected();
    const before = Date.now();
    const entry = aCommunicationEntry({ at: NOW });
    await new MongooseCommunicationLog(connection).record(entry);
    await connection.close();
    const collection = client
      .db(database.databaseName)
      .collection<{ _id: string; storedAt: Date }>('communication_logs');
    const stored = await collection.findOne({ _id: entry.id });
    expect(stored?.storedAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(await collection.indexes()).toContainEqual(
      expect.objectContaining({ name: 'lifetime', key: { storedAt: 1 }, expireAfterSeconds: 7_776_000 }),
    );
  });
});
