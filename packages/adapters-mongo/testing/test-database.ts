import { Migrator } from '@2krika/adapters-mongo';
import { mongo } from 'mongoose';

const SUFFIX = '_test';

/** A database of the test server that nobody else uses. */
export interface TestDatabase {
  readonly url: string;
  readonly databaseName: string;
  /** Removes every document; indexes, and how far the schema is, stay. */
  wipe(): Promise<void>;
  /** Removes it with everything in it. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** Tells the databases of one process apart. */
  readonly name?: string;
  /** Default true. */
  readonly migrated?: boolean;
}

/** Its documents say how far the schema is. */
const KEPT = 'schema_migrations';

/**
 * Makes an empty database that nobody else uses: each process has one, and one of each further name.
 * @throws Error unless this is a test, on a server and under a name that say so
 */
export async function openTestDatabase({
  name = 'main',
  migrated = true,
}: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const { url, base } = testServer();
  const databaseName = [base, process.pid, name].join('_') + SUFFIX;
  const drop = () => onDatabase(url, databaseName, (database) => database.dropDatabase());
  // What a process of the same number left behind when it was killed.
  await drop();
  if (migrated) await new Migrator({ url, databaseName }).up();
  return { url, databaseName, drop, wipe: () => onDatabase(url, databaseName, wipe) };
}

/** The server tests may make and remove databases on. @throws Error unless this is a test, under a name that says so */
export function testServer(env: NodeJS.ProcessEnv = process.env): {
  readonly url: string;
  readonly base: string;
} {
  if (env['NODE_ENV'] !== 'test') throw new Error('Test databases are opened under NODE_ENV=test only.');
  const [url, name] = [env['MONGO_DATABASE_URL'], env['MONGO_DATABASE_NAME_TEST']];
  if (url === undefined || name === undefined) {
    throw new Error(
      'MONGO_DATABASE_URL and MONGO_DATABASE_NAME_TEST are not set: jest is started with its globalSetup.',
    );
  }
  if (!name.endsWith(SUFFIX)) {
    throw new Error(`Tests wipe their databases, so the name of one ends in ${SUFFIX}: ${name} does not.`);
  }
  return { url, base: name.slice(0, -SUFFIX.length) };
}

async function wipe(database: mongo.Db): Promise<void> {
  const collections = await database.listCollections({}, { nameOnly: true }).toArray();
  const emptied = collections.filter(({ name }) => name !== KEPT && !name.startsWith('system.'));
  await Promise.all(emptied.map(({ name }) => database.collection(name).deleteMany({})));
}

async function onDatabase(
  url: string,
  databaseName: string,
  work: (database: mongo.Db) => Promise<unknown>,
): Promise<void> {
  const client = new mongo.MongoClient(url);
  try {
    await work(client.db(databaseName));
  } finally {
    await client.close();
  }
}
