import { SetupError } from '../dev-databases/setup-error.js';
import { command } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';
import { check } from './progress.js';
import { runProgram, runTool } from './run-program.js';

/** What they send is read without a build. */
const FROM_SOURCE = ['--conditions=@2krika/source', '--import', './tooling/run-from-source/register.js'];

/** @type {Readonly<Record<string, () => Promise<number>>>} */
const CHECKS = {
  eslint: () => runTool('eslint/bin/eslint.js', ['.']),
  prettier: () => runTool('prettier/bin/prettier.cjs', ['--check', '.']),
  architecture: () => runProgram(process.execPath, ['tooling/architecture/check.js']),
  migrations: () => runProgram(process.execPath, [...FROM_SOURCE, 'tooling/migrations/check.js']),
};

const USAGE = `npm run lint -- [${Object.keys(CHECKS).join('|')}]...
  Checks the style of the code, its format, which module may import which, and the migrations for forms that hold
  up a running installation; without arguments all four.`;

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
