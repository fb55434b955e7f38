import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageManager } from '../commands/ensure-dependencies.js';
import { step } from '../commands/progress.js';
import { runProgram } from '../commands/run-program.js';
import { parseJson } from '../dev-databases/json.js';
import { SetupError } from '../dev-databases/setup-error.js';
import { startDatabases } from '../dev-databases/start-databases.js';
import { neededPackages, outsideManifest } from './packed-manifest.js';

/** @import { Manifest } from './packed-manifest.js' */

const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/**
 * Lets an example live outside the repository, on packages as they would be published.
 *
 * @param {string} example its folder
 * @returns {Promise<number>} the exit code of its tests
 * @throws {SetupError} when it gets no further than that
 */
export async function tryOutside(example) {
  const folder = mkdtempSync(join(tmpdir(), '2krika-outside-'));
  try {
    await step('Pack', () => moveOut(example, folder));
    const npm = (/** @type {string[]} */ ...args) => mustRun(NPM, ['--prefix', folder, ...args]);
    await step('Install', () => npm('install', '--no-audit', '--no-fund', '--loglevel=error'));
    await step('Compile', () => npm('run', '--silent', 'build'));
    return await step(
      'Tests',
      () => runTests(folder),
      (code) => code === 0,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Copies the example, beside the packages it needs.
 *
 * @param {string} example
 * @param {string} folder
 */
async function moveOut(example, folder) {
  const workspace = new Map(
    readdirSync('packages').map((name) => {
      const path = join('packages', name);
      return /** @type {const} */ ([readManifest(path).name, path]);
    }),
  );
  const manifests = new Map([...workspace].map(([name, path]) => [name, readManifest(path)]));
  const manifest = readManifest(example);
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const name of neededPackages(manifest, manifests)) {
    files.set(name, await pack(workspace.get(name) ?? '', folder));
  }
  cpSync(join(example, 'src'), join(folder, 'src'), { recursive: true });
  cpSync(join(example, 'tsconfig.build.json'), join(folder, 'tsconfig.build.json'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(outsideManifest(manifest, files), null, 2));
}

/**
 * @param {string} path of a package
 * @param {string} folder
 * @returns {Promise<string>} the path of its file
 */
async function pack(path, folder) {
  const before = new Set(readdirSync(folder));
  const [program = '', ...args] = packageManager();
  await mustRun(program, [...args, '--dir', path, '--reporter=silent', 'pack', '--pack-destination', folder]);
  const file = readdirSync(folder).find((name) => !before.has(name));
  if (file === undefined) throw new Error(`Packing ${path} left no file.`);
  return join(folder, file);
}

/** @param {string} folder */
async function runTests(folder) {
  const databases = await startDatabases({ purpose: 'test' });
  try {
    return await runProgram(NPM, ['--prefix', folder, 'test', '--silent'], {
      ...process.env,
      NODE_ENV: 'test',
      SQL_DATABASE_URL_TEST: databases.sql.url,
      MONGO_DATABASE_URL: databases.mongo.url,
      MONGO_DATABASE_NAME_TEST: databases.mongo.databaseName,
    });
  } finally {
    await databases.stop();
  }
}

/**
 * @param {string} program
 * @param {readonly string[]} args
 * @throws {SetupError}
 */
async function mustRun(program, args) {
  const code = await runProgram(program, args);
  if (code !== 0) throw new SetupError(`${[program, ...args].join(' ')} ended with ${code}.`);
}

/**
 * @param {string} folder
 * @returns {Manifest}
 */
function readManifest(folder) {
  return /** @type {Manifest} */ (parseJson(readFileSync(join(folder, 'package.json'), 'utf8')));
}
