import { Migrator as MongoMigrator } from '@2krika/adapters-mongo';
import { Migrator as SqlMigrator } from '@2krika/adapters-sql';
import { createContainer, readConfig, seedDevelopment, seedReferenceData } from '@2krika/composition';
import { ask, withClient } from '../sql/ask.js';
import { SetupError } from '../dev-databases/setup-error.js';
import { customersOf, seedOrders } from './seed-orders.js';
import { seedServices } from './seed-services.js';
import { openSeedWorld } from './seed-world.js';

/** @import { Config } from '@2krika/composition' */
/** @import { ReportProgress } from '@2krika/domain' */

/** A story takes some tenths of a second: a catalogue of a million must not wait for a hundred thousand of them. */
const MOST_ORDERS = 400;
const ORDERS_OF_SERVICES = 1 / 10;

/**
 * Fills the databases with a market: people, services, and orders in every state with their money and their talk.
 * Done again, it changes nothing; done with a larger scale, it adds what is missing.
 *
 * @param {object} wanted
 * @param {NodeJS.ProcessEnv} wanted.env what the apps are told
 * @param {number} wanted.scale how many services
 * @param {Date | null} [wanted.at] what everything is dated back from; null for now
 * @param {ReportProgress} wanted.report
 * @throws {SetupError} for databases that are not migrated, and while something runs on them
 */
export async function seedMarketplace({ env, scale, at = null, report }) {
  const config = readConfig(env);
  await assertMigrated(config);
  await assertAlone(config);
  const orders = Math.min(MOST_ORDERS, Math.floor(scale * ORDERS_OF_SERVICES));
  const open = await createContainer({ config });
  try {
    const world = openSeedWorld(open.container, at);
    await seedReferenceData(open.container);
    await seedDevelopment(open.container);
    const wanted = { services: scale, customers: customersOf(orders), now: world.now };
    await seedServices(config.sql.url, open.container, wanted, report);
    await seedOrders(world, orders, report);
  } finally {
    await open.close();
  }
}

/** @param {Config} config */
async function assertMigrated({ sql, mongo }) {
  const states = await Promise.all([
    new SqlMigrator({ url: sql.url }).status(),
    new MongoMigrator({ url: mongo.url, databaseName: mongo.databaseName }).status(),
  ]);
  if (states.flat().every(({ state }) => state === 'applied')) return;
  throw new SetupError('The databases are not as the code needs them: npm run migrate first.');
}

/** Processes of development say each moment that they live. */
const LIVING = `SELECT count(*)::integer AS count FROM development_processes
  WHERE seen_at > clock_timestamp() - interval '2 seconds'`;

/** A worker would act on orders of which only the beginning is told: one that waits for its payment expires. @param {Config} config */
async function assertAlone({ sql }) {
  await withClient(sql.url, async (client) => {
    /** @type {{ count: number }[]} */
    const [living] = await ask(client, { text: LIVING });
    if (living?.count === 0) return;
    throw new SetupError(
      'Something runs on these databases, such as npm start: stop it, and start it again after.',
    );
  });
}
