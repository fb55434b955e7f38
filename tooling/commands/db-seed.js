import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SetupError } from '../dev-databases/setup-error.js';
import { build } from './build.js';
import { command } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';
import { developmentSecrets } from './development-secrets.js';
import { secondsSince } from './progress.js';

const USAGE = `npm run db:seed [-- --scale 1000] [-- --at 2026-01-05T08:00:00Z]
  Fills the databases with a market to look at: people, services with options, orders in every state with their
  payments, refunds and chats. Everybody signs in with the password development-only, such as the customer and the
  seller of an order. Done again, it changes nothing; with a larger scale, it adds what is missing.
  Only while nothing else runs on them: a worker would act on what is only half told.

  --scale   how many services, from 100 to 1 000 000; a tenth as many orders, 400 at most
  --at      what everything is dated back from, by default now
  On the databases of SQL_DATABASE_URL and of MONGO_DATABASE_URL with MONGO_DATABASE_NAME, else on those of
  development, started for it if need be. They must be migrated; a production is refused.`;

/** Nobody is called: the addresses have to be there, and lead nowhere. */
const NOBODY = 'http://127.0.0.1:1';

await command(USAGE, async (args) => {
  const { values } = parseArgs({
    args,
    options: { scale: { type: 'string', default: '1000' }, at: { type: 'string' } },
  });
  if (process.env['NODE_ENV'] === 'production') {
    throw new SetupError('A production has a market of its own: NODE_ENV is production.');
  }
  const scale = Number(values.scale);
  if (!Number.isInteger(scale) || scale < 100 || scale > 1_000_000) {
    throw new SetupError(`--scale is a whole number from 100 to 1000000, not "${values.scale}".`);
  }
  const at = values.at === undefined ? null : new Date(values.at);
  if (at && Number.isNaN(at.getTime())) {
    throw new SetupError(`--at is a time such as 2026-01-05T08:00:00Z, not "${values.at}".`);
  }

  await ensureDependencies();
  await build();
  // Not before: they need what was installed and built.
  const { useDatabases } = await import('../backup/use-databases.js');
  const { showProgress } = await import('../backup/show-progress.js');
  const { seedMarketplace } = await import('../seed/seed-marketplace.js');
  return useDatabases(async (env) => {
    const folder = String(env['DATA_FOLDER']);
    mkdirSync(folder, { recursive: true });
    const told = {
      API_URL: NOBODY,
      SANDBOX_PROVIDER_URL: NOBODY,
      ...developmentSecrets(folder),
      ...env,
    };
    const begun = performance.now();
    await seedMarketplace({ env: told, scale, at, report: showProgress(process.stdout) });
    console.log(`✓ The market is there (${secondsSince(begun)}).`);
    return 0;
  });
});
