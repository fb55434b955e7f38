import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IGNORED } from '../jest/preset.js';
import { command } from './command.js';
import { ensureDependencies } from './ensure-dependencies.js';
import { runTool } from './run-program.js';
import { totalsOf } from './test-totals.js';

const USAGE = `npm test -- [arguments of jest]
  Runs the tests on databases it starts itself and throws away (or on those named by SQL_DATABASE_URL_TEST,
  MONGO_DATABASE_URL and MONGO_DATABASE_NAME_TEST), and ends with the totals.`;

const JEST = 'jest/bin/jest.js';
const ESM = { nodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'] };
/** A machine that runs several test files at once may be slow: a hang is found all the same. */
const OPTIONS = ['--testTimeout=30000'];
/** Of tests that are all run: only then it is known which index nothing reads by. */
const WHOLE = { CHECK_INDEXES: '1' };
/** These say how long people wait at most, or what comes of load: suites beside them on the same cores change both. */
const TIMED = 'apps/api/test/(?:backup/|faults/|product/jobs)';
const ALL_IN_TURN = [
  { some: ['--testPathIgnorePatterns', TIMED, ...IGNORED], env: { ...process.env, ...WHOLE } },
  { some: ['--runInBand', TIMED], env: process.env },
];
/** With these jest runs no tests, or never ends, so there are no totals. */
const WITHOUT_TOTALS = ['--watch', '--watchAll', '--listTests', '--showConfig', '--clearCache', '--version'];

await command(USAGE, async (args) => {
  await ensureDependencies();
  if (args.some((arg) => WITHOUT_TOTALS.includes(arg))) return runTool(JEST, args, ESM);

  let [passed, failed] = [0, 0];
  for (const { some, env } of args.length === 0 ? ALL_IN_TURN : [{ some: args, env: process.env }]) {
    const totals = await runTests(some, env);
    passed += totals.passed;
    failed += totals.failed;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

/**
 * @param {readonly string[]} args of jest
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ passed: number, failed: number }>}
 */
async function runTests(args, env) {
  const folder = mkdtempSync(join(tmpdir(), '2krika-results-'));
  try {
    const file = join(folder, 'results.json');
    const code = await runTool(JEST, [...OPTIONS, '--json', `--outputFile=${file}`, ...args], {
      ...ESM,
      env,
    });
    return totalsOf(existsSync(file) ? readFileSync(file, 'utf8') : null, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
