import { startDatabases } from '../dev-databases/start-databases.js';
import { indexFaults } from './index-usage.js';

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

/**
 * Ends those of the servers that are ours; their data goes with them.
 *
 * @throws {Error} after a run of the whole suite, when nothing in it read by an index
 */
export async function stop() {
  try {
    const faults = process.env['CHECK_INDEXES'] === '1' && running ? await indexFaults(running.sql.url) : [];
    if (faults.length > 0) throw new Error(faults.join('\n'));
  } finally {
    await running?.stop();
  }
}
