import { build } from './build.js';
import { command, refuseArguments } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';

const USAGE = `npm run check:packages
  Tries the packages a product team uses where nothing of this repository is: packs them, installs them with plain npm
  into a copy of examples/custom-adapter in a temporary folder, compiles it there and runs its tests: our contract
  suite on its adapter, the adapter in the container, and the test databases.`;

await command(USAGE, async (args) => {
  refuseArguments(args, USAGE);
  await ensureDependencies();
  await build();
  // Not before: it needs what was installed and built.
  const { tryOutside } = await import('../packages/try-outside.js');
  return tryOutside('examples/custom-adapter');
});
