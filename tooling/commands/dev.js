import { spawn } from 'node:child_process';
import { build } from './build.js';
import { command, refuseArguments } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';
import { migrateDatabases } from './migrate-databases.js';
import { forever, runStack } from './run-stack.js';

const USAGE = `npm run dev
  Like npm start, with the compiler watching the sources: an app restarts when its code changed, and shows its
  output here.`;

await command(USAGE, async (args) => {
  refuseArguments(args, USAGE);
  await ensureDependencies();
  return runStack({ env: process.env, build, migrate: migrateDatabases, watch: true }, async ({ api }) => {
    console.log(
      `\nAPI at ${api}/v1, documentation at ${api}/docs. Watching the sources; Ctrl-C stops everything.`,
    );
    const compiler = spawn(
      process.execPath,
      ['node_modules/typescript/bin/tsc', '-b', 'tsconfig.build.json', '--watch', '--preserveWatchOutput'],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    process.once('exit', () => compiler.kill());
    return forever();
  });
});
