import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { field, parseJson } from '../dev-databases/json.js';
import { SetupError } from '../dev-databases/setup-error.js';
import { step } from './progress.js';
import { runProgram } from './run-program.js';

const OLDEST_NODE = [20, 19];
const STAMP = join('node_modules', '.installed');

/**
 * Installs the dependencies of the lockfile when it, or a manifest, changed since the last time. It must run
 * on a machine that has Node and nothing else, so nothing it imports comes from `node_modules`.
 *
 * @throws {SetupError}
 */
export async function ensureDependencies() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    throw new SetupError(
      `Node ${OLDEST_NODE.join('.')} or later is needed; this is ${process.versions.node}.`,
    );
  }
  const wanted = fingerprint();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return;

  await step('Dependencies', async () => {
    const [program = '', ...args] = packageManager();
    const code = await runProgram(program, [
      ...args,
      'install',
      '--frozen-lockfile',
      '--config.confirmModulesPurge=false',
    ]);
    if (code !== 0)
      throw new SetupError(
        `The dependencies could not be installed: ${[program, ...args, 'install'].join(' ')} ended with ${code}.`,
      );
    writeFileSync(STAMP, wanted);
  });
}

/** What the installed dependencies depend on. */
function fingerprint() {
  const manifests = ['packages', 'apps', 'examples']
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name, 'package.json')))
    .filter((path) => existsSync(path))
    .sort();
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
  for (const path of [
    'pnpm-lock.yaml',
    'pnpm-workspace.yaml',
    '.npmrc',
    'package.json',
    'tooling/package.json',
    ...manifests,
  ]) {
    hash.update(`\0${path}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/**
 * The version of pnpm the repository names: on PATH, in corepack's cache, or fetched by npm.
 *
 * @returns {readonly string[]} the words that call it
 */
export function packageManager() {
  const manifest = parseJson(readFileSync('package.json', 'utf8'));
  const version = String(field(manifest, 'packageManager'))
    .replace(/^pnpm@/, '')
    .replace(/\+.*$/, '');
  // Corepack asks its own registry, not the one npm is set up for: it may use only what it has.
  const offline = {
    ...process.env,
    COREPACK_ENABLE_NETWORK: '0',
    npm_config_manage_package_manager_versions: 'false',
  };
  for (const words of [['pnpm'], ['corepack', 'pnpm']]) {
    const [program = '', ...args] = words;
    const { status, stdout } = spawnSync(program, [...args, '--version'], {
      encoding: 'utf8',
      env: offline,
      timeout: 5_000,
    });
    if (status === 0 && stdout.trim() === version) return words;
  }
  return ['npx', '--yes', `pnpm@${version}`];
}
