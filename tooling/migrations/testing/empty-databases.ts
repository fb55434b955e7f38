import { MongoClient } from 'mongodb';
import { Client } from 'pg';
import { startDatabases } from '../../dev-databases/start-databases.js';

/** A database without a schema on each of the servers tests are given. */
export interface EmptyDatabases {
  readonly sqlUrl: string;
  readonly mongoUrl: string;
  readonly name: string;
  /** Removes both, and ends the servers that are ours. */
  drop(): Promise<void>;
}

/** @param label tells those of one suite from those of others */
export async function openEmptyDatabases(label: string): Promise<EmptyDatabases> {
  const name = `2krika_${label}_${process.pid}_test`;
  const databases = await startDatabases({ purpose: 'test', log: () => undefined });
  const onServer = async (statement: string) => {
    const client = new Client({ connectionString: databases.sql.url });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await onServer(`CREATE DATABASE "${name}"`);
  return {
    sqlUrl: new URL(`/${name}`, databases.sql.url).href,
    mongoUrl: databases.mongo.url,
    name,
    async drop() {
      await onServer(`DROP DATABASE "${name}"`);
      const mongo = new MongoClient(databases.mongo.url);
      await mongo.db(name).dropDatabase();
      await mongo.close();
      await databases.stop();
    },
  };
}
