import { spawn } from 'node:child_process';
import { onParentDeath } from '../dev-databases/parent-death.js';
import { build } from './build.js';
import { command, refuseArguments } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';
import { migrateDatabases } from './migrate-databases.js';
import { forever, runStack } from './run-stack.js';
import { seedDatabases } from './seed-databases.js';

const USAGE = `npm run dev
  Like npm start, with the compiler watching the sources: an app restarts when its code changed, and shows its
  output here.`;

await command(USAGE, async (args) => {
  refuseArguments(args, USAGE);
  await ensureDependencies();
  return runStack(
    { env: process.env, build, migrate: migrateDatabases, seed: seedDatabases, watch: true },
    async ({ api }) => {
      console.log(
        `\nAPI at ${api}/v1, documentation at ${api}/docs. Watching the sources; Ctrl-C stops everything.`,
      );
      const compiler = spawn(
        process.execPath,
        ['node_modules/typescript/bin/tsc', '-b', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'],
        { stdio: ['ignore', 'inherit', 'inherit'] },
      );
      // It must neither keep us alive nor outlive us.
      compiler.unref();
      onParentDeath('kill -TERM "$1"', String(compiler.pid));
      return forever();
    },
  );
});
