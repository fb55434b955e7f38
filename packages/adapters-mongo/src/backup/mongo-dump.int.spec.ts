import { mkdir, mkdtemp, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aMessage, anId, TEST_EPOCH } from '@2krika/domain/testing';
import { mongo } from 'mongoose';
import { openTestDatabase, type TestDatabase } from '../../testing/index.js';
import { MongoConnection } from '../connection/mongo-connection.js';
import { mongoStorage } from '../mongo-storage.js';
import { MongoDump } from './mongo-dump.js';

const IN_EMPTY = { clean: false };
const REPLACING = { clean: true };
const ignore = () => undefined;
/** No program is found there, so that everything goes through the driver, whatever this machine has. */
const NO_PROGRAM = { searchPath: '/nowhere' };
/** Beside other suites, on a server that does one thing at a time. */
const SLOW = 60_000;

describe('MongoDump', () => {
  let source: TestDatabase;
  let target: TestDatabase;
  let folder: string;
  let connection: MongoConnection;
  let client: mongo.MongoClient;

  beforeEach(async () => {
    source = await openTestDatabase({ name: 'dumped' });
    target = await openTestDatabase({ name: 'restored', migrated: false });
    folder = await mkdtemp(join(tmpdir(), '2krika-backup-'));
    connection = MongoConnection.open(source);
    await connection.connected();
    client = await mongo.MongoClient.connect(source.url);
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
    await connection.close();
    await client.close();
    await source.drop();
    await target.drop();
  });

  const dump = (searchPath = NO_PROGRAM.searchPath) => new MongoDump({ ...source, searchPath });
  /** Restores into another database than the one that was dumped: the folder has the name of that one. */
  const restorer = () => new MongoDump({ ...target, ...NO_PROGRAM });

  async function say(chatId: string, count: number): Promise<void> {
    const { messages } = mongoStorage(connection);
    for (let said = 0; said < count; said += 1) await messages.append(aMessage(chatId));
  }

  async function contentOf({ databaseName }: TestDatabase, name: string): Promise<string[]> {
    const documents = await client
      .db(databaseName)
      .collection(name)
      .find<Buffer>({}, { raw: true })
      .sort({ _id: 1 })
      .toArray();
    return documents.map((bytes) => Buffer.from(bytes).toString('hex'));
  }

  async function indexesOf({ databaseName }: TestDatabase, name: string) {
    const indexes = await client.db(databaseName).collection(name).indexes();
    return indexes
      .map(({ name: index, key, unique = false }) => ({ index, key, unique }))
      .sort((left, right) => ((left.index ?? '') < (right.index ?? '') ? -1 : 1));
  }

  it(
    'restores every document byte for byte, and the indexes, and says what and how much it is',
    async () => {
      const parts: string[] = [];
      const chatId = anId();
      await say(chatId, 3);
      await mongoStorage(connection).chatStates.markRead(chatId, anId(), 2, TEST_EPOCH);
      await client
        .db(source.databaseName)
        .collection<mongo.Document & { _id: unknown }>('things')
        .insertMany([
          {
            _id: 1,
            int: new mongo.Int32(7),
            double: new mongo.Double(7),
            long: mongo.Long.fromString('9007199254740993'),
          },
          {
            _id: 'é',
            when: TEST_EPOCH,
            bytes: new mongo.Binary(Buffer.from([0, 255])),
            nested: { list: [null, true] },
          },
        ]);
      const facts = await dump().write(folder, (...progress) => parts.push(progress.join(' ')));
      expect(facts).toMatchObject({
        database: 'mongodb',
        program: 'the MongoDB driver',
        counts: { messages: 3, chat_states: 1, things: 2, communication_logs: 0 },
        migrations: [{ name: '20261124130000-messaging' }, { name: '20261125050000-communication-log-age' }],
      });
      expect(facts.serverVersion).toMatch(/^\d+\.\d+/);
      // The others point to them.
      expect(Object.keys(facts.counts).at(-1)).toBe('messages');
      expect(parts.at(-1)).toBe('MongoDB messages 3 3');

      await restorer().assertRestorable(facts, IN_EMPTY);
      await restorer().restore(folder, facts, IN_EMPTY, ignore);
      for (const name of Object.keys(facts.counts)) {
        expect(await contentOf(target, name)).toEqual(await contentOf(source, name));
        expect(await indexesOf(target, name)).toEqual(await indexesOf(source, name));
      }
    },
    SLOW,
  );

  it(
    'writes the files that mongorestore reads',
    async () => {
      await say(anId(), 1);
      await dump().write(folder, ignore);
      const file = join(folder, source.databaseName, 'messages.metadata.json');
      const metadata: unknown = JSON.parse(await readFile(file, 'utf8'));
      expect(metadata).toMatchObject({ options: {}, collectionName: 'messages', type: 'collection' });
      expect(metadata).toHaveProperty(
        'indexes',
        expect.arrayContaining([expect.objectContaining({ name: 'place' })]),
      );
      expect((await stat(join(folder, source.databaseName, 'messages.bson'))).size).toBeGreaterThan(200);
    },
    SLOW,
  );

  it(
    'holds no message of a chat without those before it, whatever is said meanwhile',
    async () => {
      const chats = [anId(), anId(), anId()];
      let isDone = false;
      const talking = chats.map(async (chatId) => {
        while (!isDone) await say(chatId, 1);
      });
      const facts = await dump().write(folder, ignore);
      isDone = true;
      await Promise.all(talking);
      await restorer().restore(folder, facts, IN_EMPTY, ignore);
      const restored = MongoConnection.open(target);
      await restored.connected();
      const summaries = await mongoStorage(restored).messageIntegrity.summaries(chats);
      await restored.close();
      expect(summaries.map(({ messages, lastSeq }) => messages - lastSeq)).toEqual(summaries.map(() => 0));
    },
    SLOW,
  );

  it(
    'refuses a database that holds something, unless it is to be replaced',
    async () => {
      await say(anId(), 2);
      const facts = await dump().write(folder, ignore);
      await client.db(target.databaseName).collection('leftover').insertOne({ x: 1 });
      await expect(restorer().assertRestorable(facts, IN_EMPTY)).rejects.toThrow(
        'MongoDB is not empty: it has leftover and 0 others. To replace them, say so with --clean.',
      );
      await restorer().assertRestorable(facts, REPLACING);
      await restorer().restore(folder, facts, REPLACING, ignore);
      expect(await contentOf(target, 'leftover')).toEqual([]);
      expect(await contentOf(target, 'messages')).toHaveLength(2);
    },
    SLOW,
  );

  it(
    'refuses a schema that this release does not have',
    async () => {
      const facts = await dump().write(folder, ignore);
      const migrations = [...facts.migrations, { name: '20991231000000-later', checksum: 'ab' }];
      await expect(restorer().assertRestorable({ ...facts, migrations }, IN_EMPTY)).rejects.toThrow(
        'this release does not: 20991231000000-later',
      );
    },
    SLOW,
  );

  it(
    'refuses files that were cut off, or do not have what was counted',
    async () => {
      await say(anId(), 2);
      const facts = await dump().write(folder, ignore);
      const counts = { ...facts.counts, messages: 3 };
      await expect(restorer().restore(folder, { ...facts, counts }, IN_EMPTY, ignore)).rejects.toThrow(
        'messages has 2 documents after the restore, not 3.',
      );
      const file = join(folder, source.databaseName, 'messages.bson');
      await truncate(file, (await stat(file)).size - 1);
      await expect(restorer().restore(folder, facts, REPLACING, ignore)).rejects.toMatchObject({
        name: 'RestoreRefused',
        message: expect.stringMatching(/^MongoDB: .*messages\.bson ends within a document\.$/),
      });
    },
    SLOW,
  );

  it(
    'says in one line that the disk is full, or that the server does not answer',
    async () => {
      await say(anId(), 1);
      await mkdir(join(folder, source.databaseName));
      await symlink('/dev/full', join(folder, source.databaseName, 'messages.bson'));
      await expect(dump().write(folder, ignore)).rejects.toMatchObject({
        name: 'BackupFailed',
        message: expect.stringMatching(/^MongoDB: [^\n]*ENOSPC[^\n]*$/),
      });
      const nowhere = new MongoDump({
        url: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100',
        databaseName: 'none',
      });
      await expect(nowhere.assertRestorable({ ...FACTS }, IN_EMPTY)).rejects.toMatchObject({
        name: 'RestoreRefused',
        message: expect.stringMatching(/^MongoDB: [^\n]*ECONNREFUSED/),
      });
    },
    SLOW,
  );

  describe('where mongodump is installed', () => {
    let programs: string;

    beforeEach(async () => {
      programs = await mkdtemp(join(tmpdir(), '2krika-programs-'));
    });

    afterEach(() => rm(programs, { recursive: true }));

    /** Stands in for the program: says its version, notes what it is told, and hands over a file made before. */
    async function plant(version: string, failure = ''): Promise<void> {
      const script = `#!/bin/sh
        if [ "$1" = --version ]; then echo 'mongodump version: ${version}'; echo 'git version: 0'; exit 0; fi
        for argument; do case "$argument" in
          --config=*) cat "\${argument#--config=}" >> '${programs}/secrets';;
          --collection=*) name="\${argument#--collection=}";;
          --out=*) out="\${argument#--out=}";;
        esac; done
        echo "$*" >> '${programs}/told'
        if [ -n '${failure}' ]; then echo '${failure}' >&2; exit 1; fi
        cp '${programs}/one.bson' "$out/${source.databaseName}/$name.bson"`;
      await writeFile(join(programs, 'mongodump'), script, { mode: 0o755 });
      await writeFile(join(programs, 'one.bson'), mongo.BSON.serialize({ _id: 1 }));
    }

    it('has it write the files, one collection after the other, messages last, and counts what is in them', async () => {
      await plant('100.9.4');
      const facts = await dump(programs).write(folder, ignore);
      expect(facts).toMatchObject({
        program: 'mongodump version: 100.9.4',
        counts: { messages: 1, chat_states: 1 },
      });
      const told = (await readFile(join(programs, 'told'), 'utf8')).trim().split('\n');
      expect(told.at(-1)).toContain(`--db=${source.databaseName} --collection=messages --out=${folder}`);
      expect(told.join('\n')).not.toContain('mongodb://');
      expect(await readFile(join(programs, 'secrets'), 'utf8')).toContain(source.url);
    });

    it('says why it failed', async () => {
      await plant('100.9.4', 'Failed: no space left on device');
      await expect(dump(programs).write(folder, ignore)).rejects.toThrow(
        'MongoDB: mongodump ended with 1: Failed: no space left on device',
      );
    });

    it('goes through the driver when its version is another', async () => {
      await plant('r4.0.28');
      await say(anId(), 2);
      const facts = await dump(programs).write(folder, ignore);
      expect(facts).toMatchObject({ program: 'the MongoDB driver', counts: { messages: 2 } });
    });
  });
});

const FACTS = { database: 'mongodb', serverVersion: '5.0', program: 'none', migrations: [], counts: {} };
