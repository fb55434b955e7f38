import { Migrator } from '@2krika/adapters-mongo';
import { mongo } from 'mongoose';

const SUFFIX = '_test';

/** A database of the test server. */
export interface TestDatabase {
  readonly url: string;
  readonly databaseName: string;
  /** Removes it with everything in it. */
  drop(): Promise<void>;
}

/**
 * Makes an empty database that nobody else uses: each process has one, and one of each further name.
 * @throws Error unless this is a test, on a server and under a name that say so
 */
export async function openTestDatabase({
  name = 'main',
  migrated = true,
}: { readonly name?: string; readonly migrated?: boolean } = {}): Promise<TestDatabase> {
  const { url, base } = testServer();
  const databaseName = [base, process.pid, name].join('_') + SUFFIX;
  const drop = () => dropDatabase(url, databaseName);
  // What a process of the same number left behind when it was killed.
  await drop();
  if (migrated) await new Migrator({ url, databaseName }).up();
  return { url, databaseName, drop };
}

/** The server tests may make and remove databases on. */
function testServer(env: NodeJS.ProcessEnv = process.env): { readonly url: string; readonly base: string } {
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

async function dropDatabase(url: string, databaseName: string): Promise<void> {
  const client = new mongo.MongoClient(url);
  try {
    await client.db(databaseName).dropDatabase();
  } finally {
    await client.close();
  }
}
