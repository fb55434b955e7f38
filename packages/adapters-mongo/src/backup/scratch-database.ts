import { mongo } from 'mongoose';
import type { MongoOptions } from '../connection/mongo-connection.js';

/** A database to restore into and throw away, beside the one it is for. */
export interface ScratchDatabase extends Pick<MongoOptions, 'url' | 'databaseName'> {
  drop(): Promise<void>;
}

/**
 * Names one on the same server, where it comes into being when it is written, and removes those that others who were
 * killed left behind: there is one at a time.
 * @param id what tells it from others, in letters and digits
 */
export async function nameScratchDatabase(
  { url, databaseName }: Pick<MongoOptions, 'url' | 'databaseName'>,
  id: string,
): Promise<ScratchDatabase> {
  const prefix = `${databaseName}_drill_`;
  await onServer(url, async (client) => {
    const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
    const leftovers = databases.filter(({ name }) => name.startsWith(prefix));
    for (const { name } of leftovers) await client.db(name).dropDatabase();
  });
  const name = prefix + id;
  return {
    url,
    databaseName: name,
    drop: () =>
      onServer(url, async (client) => {
        await client.db(name).dropDatabase();
      }),
  };
}

async function onServer(url: string, work: (client: mongo.MongoClient) => Promise<void>): Promise<void> {
  const client = new mongo.MongoClient(url);
  try {
    await work(client);
  } finally {
    await client.close();
  }
}
