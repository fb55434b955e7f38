import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { field } from './json.js';
import { ServerProcess } from './server-process.js';
import { SetupError, reasonOf } from './setup-error.js';

const run = promisify(execFile);

const SOURCES = fileURLToPath(new URL('mongo-java-server', import.meta.url));
const POM = join(SOURCES, 'pom.xml');
const LAUNCHER = join(SOURCES, 'StandInMongoServer.java');

/**
 * mongo-java-server on the JDK: speaks MongoDB's wire protocol, keeps its data, and comes from a registry that
 * is reached where MongoDB's own download site is not.
 *
 * @param {object} options
 * @param {string} options.folder of the data
 * @param {string} options.cacheFolder where the fetched and compiled program is kept
 * @param {number} [options.preferredPort]
 * @param {NodeJS.ProcessEnv} options.env
 * @param {(line: string) => void} options.log
 * @returns {Promise<ServerProcess>} not yet started
 * @throws {SetupError} when there is no JDK or Maven, or Maven cannot fetch it
 */
export async function standInMongo({ folder, cacheFolder, preferredPort = 0, env, log }) {
  const program = await build(cacheFolder, env, log);
  mkdirSync(folder, { recursive: true });
  return new ServerProcess({
    name: 'mongo-java-server',
    folder,
    preferredPort,
    launch: (port) => ({
      file: 'java',
      args: [
        // It lives for minutes: a quick start is worth more than the last word in machine code.
        '-XX:TieredStopAtLevel=1',
        '-XX:+UseSerialGC',
        '-Dslf4j.internal.verbosity=ERROR',
        '-cp',
        [program, join(program, 'lib', '*')].join(delimiter),
        'StandInMongoServer',
        String(port),
        join(folder, 'store.mv'),
      ],
    }),
    ready: /^ready$/,
    stopSignal: 'SIGTERM',
    abortSignal: 'SIGKILL',
  });
}

/**
 * Fetches and compiles it, once for each version of its two sources.
 *
 * @param {string} cacheFolder
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} log
 * @returns {Promise<string>} the folder of its classes, with the jars in `lib/`
 */
async function build(cacheFolder, env, log) {
  const version = createHash('sha256').update(readFileSync(POM)).update(readFileSync(LAUNCHER)).digest('hex');
  const parent = join(cacheFolder, 'mongo-java-server');
  const program = join(parent, version.slice(0, 12));
  if (existsSync(program)) {
    requirePrograms(env, 'java');
    return program;
  }

  requirePrograms(env, 'java', 'javac', 'mvn');
  log('MongoDB: fetching and compiling mongo-java-server, once');
  mkdirSync(parent, { recursive: true });
  const unfinished = mkdtempSync(join(parent, 'unfinished-'));
  try {
    const lib = join(unfinished, 'lib');
    await attempt('mvn', ['-B', '-q', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${lib}`]);
    await attempt('javac', ['-cp', join(lib, '*'), '-d', unfinished, LAUNCHER]);
    renameSync(unfinished, program);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Two test runs may build at once: the one that finishes second finds it there.
    if (!existsSync(program)) throw error;
  }
  return program;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {...string} programs
 * @throws {SetupError}
 */
function requirePrograms(env, ...programs) {
  const missing = programs.filter((program) => spawnSync(program, ['-version'], { env }).error);
  if (missing.length > 0) throw new SetupError(`no ${missing.join(', no ')} on PATH`);
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 */
async function attempt(program, args) {
  try {
    await run(program, args, { timeout: 180_000 });
  } catch (error) {
    const output = [field(error, 'stdout'), field(error, 'stderr')].map(String).join('\n');
    const lines = output.split('\n').filter((line) => line.trim() !== '');
    const reason = lines.find((line) => line.includes('ERROR')) ?? lines.at(-1) ?? reasonOf(error);
    throw new SetupError(`${program} failed: ${reason.trim()}`, { cause: error });
  }
}
