import { randomUUID } from 'node:crypto';
import { Migrator as MongoMigrator, MongoConnection, mongoStorage } from '@2krika/adapters-mongo';
import { Database, Migrator, sqlStorage } from '@2krika/adapters-sql';
import { MongoClient } from 'mongodb';
import pg from 'pg';
import { ask, withClient } from '../sql/ask.js';
import { startDatabases } from '../dev-databases/start-databases.js';
import { openLibraries } from './libraries.js';
import { seedMarket } from './seed.js';

/** @import { Collection } from 'mongodb' */
/** @import { Pool } from 'pg' */
/** @import { MessageRepository } from '@2krika/domain' */
/** @import { SqlStorage } from '@2krika/adapters-sql' */
/** @import { Databases } from '../dev-databases/start-databases.js' */
/** @import { MessageDocument } from './chat/by-hand.js' */
/** @import { Libraries } from './libraries.js' */

/**
 * Where a service stands in the list.
 *
 * @typedef {object} ListPosition
 * @property {Date} at
 * @property {string} id
 */

/**
 * A marketplace to measure on, and the ways into its database.
 *
 * @typedef {object} BenchMarket
 * @property {number} services how many it has
 * @property {string} sqlUrl
 * @property {string} mongoUrl
 * @property {string} mongoName
 * @property {string} mongoDescription
 * @property {string} description of the two servers
 * @property {SqlStorage} storage ours
 * @property {Pool} pool a pool of pg as it comes
 * @property {Pool} pipelined a pool of pg whose connections pipeline
 * @property {Libraries} libraries
 * @property {readonly string[]} serviceIds some hundred services, spread over the whole list
 * @property {readonly ListPosition[]} positions of these services in the list
 * @property {string} customerId
 * @property {MessageRepository} messages ours
 * @property {Collection<MessageDocument>} messageCollection the same of the driver as it comes
 * @property {() => Promise<void>} close
 */

const SAMPLES = 500;

/**
 * Starts databases that are thrown away, migrates and fills them. Everybody connects after that: connections
 * that were opened on empty tables keep the plans of empty tables.
 *
 * @param {number} services
 * @param {(line: string) => void} log
 * @returns {Promise<BenchMarket>}
 */
export async function openBenchMarket(services, log) {
  const databases = await startDatabases({ purpose: 'test', log });
  try {
    return await fillBenchMarket(databases, services, log);
  } catch (error) {
    await databases.stop();
    throw error;
  }
}

/**
 * @param {Databases} databases
 * @param {number} services
 * @param {(line: string) => void} log
 * @returns {Promise<BenchMarket>}
 */
async function fillBenchMarket(databases, services, log) {
  const name = `2krika_bench_${randomUUID().slice(0, 8)}_test`;
  const url = new URL(databases.sql.url);
  await withClient(url.href, (client) => client.query(`CREATE DATABASE "${name}"`));
  url.pathname = `/${name}`;
  await new Migrator({ url: url.href, log: () => undefined }).up();

  const customerId = await seedMarket(url.href, services, log);
  const pool = new pg.Pool({ connectionString: url.href, max: 10 });
  const pipelined = new pg.Pool({ connectionString: url.href, max: 10, ...{ pipeline: true } });
  const measured = await Database.open({ url: url.href });
  const libraries = openLibraries(url.href);
  /** @type {ListPosition[]} */
  const positions = await ask(pool, {
    text: `SELECT id, created_at AS at FROM services TABLESAMPLE BERNOULLI (LEAST(100, $1::real)) REPEATABLE (1)
      ORDER BY created_at DESC OFFSET 25 LIMIT $2`,
    values: [(SAMPLES * 200) / services, SAMPLES],
  });
  const mongo = await openMessages(databases.mongo.url, name);
  return {
    services,
    sqlUrl: url.href,
    mongoUrl: databases.mongo.url,
    mongoName: name,
    mongoDescription: databases.mongo.description.replace(/ on port.*/, ''),
    messages: mongo.messages,
    messageCollection: mongo.collection,
    description: `${databases.sql.description}; ${databases.mongo.description}`,
    storage: sqlStorage(measured),
    pool,
    pipelined,
    libraries,
    serviceIds: positions.map(({ id }) => id),
    positions,
    customerId,
    close: async () => {
      await Promise.all([pool.end(), pipelined.end(), measured.close(), libraries.close(), mongo.close()]);
      await withClient(databases.sql.url, (client) => client.query(`DROP DATABASE "${name}"`));
      await databases.stop();
    },
  };
}

/**
 * Two connections to one database of messages. A write of either waits for the journal.
 *
 * @param {string} url
 * @param {string} databaseName
 */
async function openMessages(url, databaseName) {
  await new MongoMigrator({ url, databaseName }).up();
  const connection = MongoConnection.open({ url, databaseName });
  await connection.connected();
  const client = new MongoClient(url, { writeConcern: { w: 'majority', journal: true }, maxPoolSize: 10 });
  await client.connect();
  const database = client.db(databaseName);
  /** @type {Collection<MessageDocument>} */
  const collection = database.collection('messages');
  return {
    messages: mongoStorage(connection).messages,
    collection,
    close: async () => {
      await database.dropDatabase();
      await Promise.all([connection.close(), client.close()]);
    },
  };
}
