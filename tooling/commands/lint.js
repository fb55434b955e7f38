import { SetupError } from '../dev-databases/setup-error.js';
import { command } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';
import { check } from './progress.js';
import { runProgram, runTool } from './run-program.js';

/** @type {Readonly<Record<string, () => Promise<number>>>} */
const CHECKS = {
  eslint: () => runTool('eslint/bin/eslint.js', ['.']),
  prettier: () => runTool('prettier/bin/prettier.cjs', ['--check', '.']),
  architecture: () => runProgram(process.execPath, ['tooling/architecture/check.js']),
};

const USAGE = `npm run lint -- [${Object.keys(CHECKS).join('|')}]...
  Checks the style of the code, its format and which module may import which; without arguments all three.`;

await command(USAGE, async (args) => {
  const names = args.length === 0 ? Object.keys(CHECKS) : args;
  await ensureDependencies();
  let failures = 0;
  for (const name of names) {
    const run = CHECKS[name];
    if (run === undefined) throw new SetupError(`There is no check named ${name}.\n${USAGE}`);
    if (!(await check(name, run))) failures += 1;
  }
  return failures === 0 ? 0 : 1;
});
