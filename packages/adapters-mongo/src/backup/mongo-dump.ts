import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BackupFailed,
  DatabaseDump,
  RestoreRefused,
  SECOND,
  type DumpFacts,
  type ReportProgress,
  type RestoreOptions,
} from '@2krika/domain';
import { mongo } from 'mongoose';
import { MigrationCollection } from '../migrations/migration-collection.js';
import { readMigrations } from '../migrations/migration-files.js';
import { countBsonFile, readBsonFile, writeBsonFile } from './bson-file.js';
import { findMongodump, type Mongodump } from './mongodump.js';

export interface MongoDumpOptions {
  readonly url: string;
  readonly databaseName: string;
  /** Where to look for mongodump, as in PATH, which is the default. */
  readonly searchPath?: string | undefined;
}

/**
 * Last, because the others point to it: a mark that was dumped before the messages is on one of them. In the order
 * of this index, because a message is said only once the one before it is stored: a scan that meets a message while
 * others are said has met all before it in the chat.
 */
const LAST = { name: 'messages', order: { chatId: 1, seq: 1 } } as const;

/** Documents a write carries: a few megabytes of messages. */
const BATCH = 1_000;

/** As mongodump's own files say it. */
interface CollectionMetadata {
  readonly indexes: readonly mongo.IndexDescriptionInfo[];
}

/** The MongoDB database in the files of mongodump, written by it where it is installed, else through the driver. */
export class MongoDump extends DatabaseDump {
  readonly database = 'mongodb';

  constructor(private readonly options: MongoDumpOptions) {
    super();
  }

  async write(folder: string, report: ReportProgress): Promise<DumpFacts> {
    const { url, databaseName, searchPath } = this.options;
    return this.orFail(async (database) => {
      const program = await findMongodump(searchPath);
      const target = join(folder, databaseName);
      await mkdir(target, { recursive: true });
      const counts: Record<string, number> = {};
      for (const name of await collectionNames(database)) {
        const onWritten = await progressOf(database.collection(name), report);
        counts[name] =
          program === null
            ? await writeCollection(database.collection(name), target, onWritten)
            : await writeWith(program, { url, databaseName, folder, name }, onWritten);
      }
      return {
        database: this.database,
        serverVersion: await serverVersion(database),
        program: program?.version ?? 'the MongoDB driver',
        migrations: await migrationsOf(database),
        counts,
      };
    }, BackupFailed);
  }

  async assertRestorable(facts: DumpFacts, { clean }: RestoreOptions): Promise<void> {
    await assertKnownSchema(facts);
    await this.orFail(async (database) => {
      const [first, ...others] = await collectionNames(database);
      if (clean || first === undefined) return;
      throw new RestoreRefused(
        `MongoDB is not empty: it has ${first} and ${others.length} others. To replace them, say so with --clean.`,
      );
    }, RestoreRefused);
  }

  /** No transaction spans it: one that fails is done again. */
  async restore(
    folder: string,
    { counts }: DumpFacts,
    { clean }: RestoreOptions,
    report: ReportProgress,
  ): Promise<void> {
    await this.orFail(async (database) => {
      if (clean) await database.dropDatabase();
      const source = await onlyFolderIn(folder);
      for (const [name, expected] of Object.entries(counts)) {
        const collection = await database.createCollection(name);
        await readCollection(collection, source, (done) => report(`MongoDB ${name}`, done, expected));
        const count = await collection.countDocuments();
        if (count !== expected) {
          throw new RestoreRefused(`${name} has ${count} documents after the restore, not ${expected}.`);
        }
      }
    }, RestoreRefused);
  }

  /** @throws what the work throws, faults of the server and of files as `Failure` with one line */
  private async orFail<Result>(
    work: (database: mongo.Db) => Promise<Result>,
    Failure: typeof BackupFailed | typeof RestoreRefused,
  ): Promise<Result> {
    const { url, databaseName } = this.options;
    let client: mongo.MongoClient | null = null;
    try {
      client = new mongo.MongoClient(url, {
        serverSelectionTimeoutMS: 5 * SECOND,
        writeConcern: { w: 'majority', journal: true },
      });
      await client.connect();
      return await work(client.db(databaseName));
    } catch (error) {
      if (error instanceof BackupFailed || error instanceof RestoreRefused) throw error;
      throw new Failure(`MongoDB: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    } finally {
      await client?.close().catch(() => undefined);
    }
  }
}

/** It is named after the database that was dumped, whatever the one is called that it is restored into. */
async function onlyFolderIn(folder: string): Promise<string> {
  const [name, ...others] = await readdir(folder);
  if (name === undefined || others.length > 0) throw new Error(`${folder} is no dump of one database.`);
  return join(folder, name);
}

async function collectionNames(database: mongo.Db): Promise<readonly string[]> {
  const collections = await database.listCollections({}, { nameOnly: true }).toArray();
  const names = collections.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  return names.sort(
    (left, right) => Number(left === LAST.name) - Number(right === LAST.name) || (left < right ? -1 : 1),
  );
}

async function progressOf(collection: mongo.Collection, report: ReportProgress) {
  const total = await collection.estimatedDocumentCount();
  return (done: number) => report(`MongoDB ${collection.collectionName}`, done, Math.max(done, total));
}

async function writeCollection(
  collection: mongo.Collection,
  folder: string,
  onWritten: (count: number) => void,
): Promise<number> {
  const { collectionName: name } = collection;
  const indexes = await collection.indexes();
  const metadata = { options: {}, indexes, collectionName: name, type: 'collection' };
  await writeFile(
    join(folder, `${name}.metadata.json`),
    mongo.BSON.EJSON.stringify(metadata, { relaxed: false }),
  );
  const documents = collection.find<Buffer>({}, { raw: true, batchSize: BATCH });
  if (name === LAST.name) documents.sort(LAST.order);
  return writeBsonFile(join(folder, `${name}.bson`), documents, onWritten);
}

async function writeWith(
  program: Mongodump,
  source: {
    readonly url: string;
    readonly databaseName: string;
    readonly folder: string;
    readonly name: string;
  },
  onWritten: (count: number) => void,
): Promise<number> {
  await program.dumpCollection(source);
  // Counted in the file: meanwhile the collection has grown.
  const count = await countBsonFile(join(source.folder, source.databaseName, `${source.name}.bson`));
  onWritten(count);
  return count;
}

async function readCollection(
  collection: mongo.Collection,
  folder: string,
  onRead: (count: number) => void,
): Promise<void> {
  let batch: mongo.Document[] = [];
  let count = 0;
  const insert = async () => {
    if (batch.length > 0) await collection.insertMany(batch);
    count += batch.length;
    batch = [];
    onRead(count);
  };
  for await (const bytes of readBsonFile(join(folder, `${collection.collectionName}.bson`))) {
    // As they are: promoted to JavaScript's numbers, a whole number would come back as another type.
    batch.push(mongo.BSON.deserialize(bytes, { promoteValues: false }));
    if (batch.length === BATCH) await insert();
  }
  await insert();
  const indexes = (await indexesOf(collection.collectionName, folder)).filter(({ name }) => name !== '_id_');
  if (indexes.length > 0) await collection.createIndexes([...indexes]);
}

async function indexesOf(name: string, folder: string): Promise<readonly mongo.IndexDescription[]> {
  const metadata: unknown = mongo.BSON.EJSON.parse(
    await readFile(join(folder, `${name}.metadata.json`), 'utf8'),
  );
  if (!isMetadata(metadata)) throw new Error(`${name}.metadata.json lists no indexes.`);
  // `ns` and `v` are the server's, and not understood by every one.
  return metadata.indexes.map(({ ns: _ns, v: _v, ...index }) => index);
}

function isMetadata(value: unknown): value is CollectionMetadata {
  return typeof value === 'object' && value !== null && 'indexes' in value && Array.isArray(value.indexes);
}

async function serverVersion(database: mongo.Db): Promise<string> {
  const { version }: mongo.Document = await database.command({ buildInfo: 1 });
  return String(version);
}

async function migrationsOf(database: mongo.Db) {
  const applied = await new MigrationCollection(database).list();
  return applied.map(({ name, checksum }) => ({ name, checksum }));
}

async function assertKnownSchema({ migrations }: DumpFacts): Promise<void> {
  const known = new Map((await readMigrations()).map(({ name, checksum }) => [name, checksum]));
  const strange = migrations.filter(({ name, checksum }) => known.get(name) !== checksum);
  if (strange.length === 0) return;
  const names = strange.map(({ name }) => name).join(', ');
  throw new RestoreRefused(`The backup has migrations of MongoDB that this release does not: ${names}.`);
}
