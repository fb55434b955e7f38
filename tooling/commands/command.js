import { fileURLToPath } from 'node:url';
import { SetupError } from '../dev-databases/setup-error.js';

/** The repository; every command runs from there, wherever it was called from. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * What every command does alike: `--help` prints its usage, a fault of the surroundings is one plain line,
 * and either ends the process with the right exit code.
 *
 * @param {string} usage
 * @param {(args: string[]) => Promise<number>} run gets the arguments; resolves with the exit code
 */
export async function command(usage, run) {
  process.chdir(ROOT);
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage);
    return;
  }
  try {
    process.exitCode = await run(args);
  } catch (error) {
    if (!isForPeople(error)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/**
 * @param {readonly string[]} args
 * @param {string} usage
 * @throws {SetupError} for a command that takes none
 */
export function refuseArguments(args, usage) {
  if (args.length > 0) throw new SetupError(`Unknown argument: ${args.join(' ')}\n${usage}`);
}

/**
 * @param {unknown} error
 * @returns {error is Error} whether its message says all there is to say
 */
function isForPeople(error) {
  const isParseFault =
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return error instanceof SetupError || isParseFault;
}
