import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import type { Collection } from 'mongodb';
import { throwAwayFolder } from './data-folder.js';
import type { DataFolder } from './data-folder.js';
import type { ServerProcess } from './server-process.js';
import { standInMongo } from './stand-in-mongo.js';
import { startWriters } from './testing/acknowledged-writes.js';
import { until } from './testing/until.js';

const cacheFolder = fileURLToPath(new URL('../../.cache', import.meta.url));
/** A busy machine, or the first run on it, which fetches the jars. */
const PATIENCE = 180_000;

interface Note {
  readonly _id: string;
  readonly count?: number;
}

let folder: DataFolder;
let server: ServerProcess;
const clients: MongoClient[] = [];

function notes(): Collection<Note> {
  const client = new MongoClient(`mongodb://127.0.0.1:${server.port}`, { serverSelectionTimeoutMS: 2_000 });
  clients.push(client);
  return client.db('2krika_test').collection<Note>('notes');
}

beforeEach(async () => {
  folder = throwAwayFolder();
  server = await standInMongo({ folder: folder.path, cacheFolder, env: process.env, log: () => undefined });
  await server.start();
}, PATIENCE);

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await server.stop();
  folder.release();
});

describe('the stand-in for MongoDB', () => {
  it(
    'keeps its data and its port when stopped and started again',
    async () => {
      const { port } = server;
      await notes().insertOne({ _id: 'kept' });

      await server.stop();
      expect(server.isRunning).toBe(false);
      await server.start();

      expect(server.port).toBe(port);
      expect(await notes().findOne({ _id: 'kept' })).toEqual({ _id: 'kept' });
    },
    PATIENCE,
  );

  it(
    'loses no acknowledged write when it is killed',
    async () => {
      for (let round = 1; round <= 3; round += 1) {
        const collection = notes();
        const writers = startWriters(round, (id) => collection.insertOne({ _id: id }));
        await until('there are writes to lose', () => writers.acknowledged.length >= 100);
        await server.kill();
        await writers.ended;
        await server.start();

        const stored = new Set((await notes().find().toArray()).map(({ _id }) => _id));
        expect(writers.acknowledged.filter((id) => !stored.has(id))).toEqual([]);
      }
    },
    PATIENCE,
  );

  it(
    'gives racing increments each its own number',
    async () => {
      const collection = notes();
      await collection.insertOne({ _id: 'sequence', count: 0 });

      const numbers = await Promise.all(
        Array.from({ length: 20 }, () =>
          collection.findOneAndUpdate(
            { _id: 'sequence' },
            { $inc: { count: 1 } },
            { returnDocument: 'after' },
          ),
        ),
      );

      expect(new Set(numbers.map((note) => note?.count)).size).toBe(20);
    },
    PATIENCE,
  );

  it(
    'refuses a second document with the same key',
    async () => {
      const collection = notes();
      await collection.insertOne({ _id: 'once' });

      await expect(collection.insertOne({ _id: 'once' })).rejects.toMatchObject({ code: 11000 });
    },
    PATIENCE,
  );
});
