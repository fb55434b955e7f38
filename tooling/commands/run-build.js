import { build } from './build.js';
import { command, refuseArguments } from './command.js';

const USAGE = `npm run build
  Compiles what changed in the packages and apps, and removes what was compiled from sources that are gone.`;

await command(USAGE, async (args) => {
  refuseArguments(args, USAGE);
  await build();
  return 0;
});
