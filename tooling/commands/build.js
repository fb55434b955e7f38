import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { field, parseJson } from '../dev-databases/json.js';
import { SetupError } from '../dev-databases/setup-error.js';
import { pruneCompiled } from './prune-compiled.js';
import { runTool } from './run-program.js';

const CONFIG = 'tsconfig.build.json';

/**
 * Compiles what changed since the last time, and removes what was compiled from sources that are gone.
 *
 * @throws {SetupError} when it does not compile
 */
export async function build() {
  const code = await runTool('typescript/bin/tsc', ['-b', CONFIG]);
  if (code !== 0) throw new SetupError('The sources do not compile: see the errors above.');
  for (const { sources, compiled } of builtFolders()) pruneCompiled(sources, compiled);
}

/** @returns {{ sources: string, compiled: string }[]} of every project that is built */
function builtFolders() {
  const references = field(readConfig(CONFIG), 'references');
  if (!Array.isArray(references)) throw new Error(`${CONFIG} refers to no projects.`);
  return references.map((reference) => {
    const path = String(field(reference, 'path'));
    const options = field(readConfig(path), 'compilerOptions');
    const folder = (/** @type {string} */ name) => join(dirname(path), String(field(options, name)));
    return { sources: folder('rootDir'), compiled: folder('outDir') };
  });
}

/** @param {string} path */
function readConfig(path) {
  return parseJson(readFileSync(path, 'utf8'));
}
