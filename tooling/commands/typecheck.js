import { command, refuseArguments } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';
import { check } from './progress.js';
import { runTool } from './run-program.js';

const USAGE = `npm run typecheck
  Builds every package (tsc -b), then checks the types of all code, tests and tooling included.`;

await command(USAGE, async (args) => {
  refuseArguments(args, USAGE);
  await ensureDependencies();
  const built = await check('build', () => runTool('typescript/bin/tsc', ['-b', 'tsconfig.build.json']));
  const checked = await check('types', () => runTool('typescript/bin/tsc', ['-p', 'tsconfig.json']));
  return built && checked ? 0 : 1;
});
