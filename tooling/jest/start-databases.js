import { startDatabases } from '../dev-databases/start-databases.js';

/** @type {import('../dev-databases/start-databases.js').Databases | null} */
let running = null;

/** Starts the servers of a whole run of jest and tells its workers where they are. */
export default async function start() {
  running = await startDatabases({ purpose: 'test', log: (line) => process.stderr.write(`${line}\n`) });
  process.env['NODE_ENV'] = 'test';
  process.env['SQL_DATABASE_URL_TEST'] = running.sql.url;
  process.env['MONGO_DATABASE_URL'] = running.mongo.url;
  process.env['MONGO_DATABASE_NAME_TEST'] = running.mongo.databaseName;
}

/** Ends those of the servers that are ours; their data goes with them. */
export async function stop() {
  await running?.stop();
}
