import { command, refuseArguments } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';
import { build } from './build.js';
import { secondsSince } from './progress.js';
import { migrateDatabases } from './migrate-databases.js';
import { forever, runStack } from './run-stack.js';
import { seedDatabases } from './seed-databases.js';

const USAGE = `npm start
  Starts the whole system: installs and builds what changed, finds or starts both databases (data is kept in
  .data), migrates them, and runs the API, the worker and the sandbox payment provider until Ctrl-C.

  PORT                 of the API, 3000
  METRICS_PORT         of the figures of the API, 9464; those of the worker are on the next one that is free
  DATA_FOLDER          of everything that is kept, .data
  SQL_DATABASE_URL     a PostgreSQL server to use instead of the embedded one
  MONGO_DATABASE_URL   a MongoDB server to use instead of the one found, with MONGO_DATABASE_NAME (2krika)`;

await command(USAGE, async (args) => {
  refuseArguments(args, USAGE);
  const begun = performance.now();
  await ensureDependencies();
  return runStack(
    { env: process.env, build, migrate: migrateDatabases, seed: seedDatabases, watch: false },
    ({ api, sandbox, metrics, logFolder }) => {
      console.log(`
  API               ${api}/v1
  Documentation     ${api}/docs
  Mailbox           ${api}/dev/mailbox
  Sandbox provider  ${sandbox}
  Metrics           ${metrics.api} of the API, ${metrics.worker} of the worker
  Logs              ${logFolder}

Ready in ${secondsSince(begun)}. Ctrl-C stops everything.`);
      return forever();
    },
  );
});
