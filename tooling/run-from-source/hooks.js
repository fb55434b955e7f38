import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { field, parseJson } from '../dev-databases/json.js';

const SELF = fileURLToPath(import.meta.url);
const CONFIG = fileURLToPath(new URL('../../tsconfig.base.json', import.meta.url));
const CACHE = fileURLToPath(new URL('../../.cache/run-from-source', import.meta.url));
/** What decides, beside its source, what becomes of a module. */
const VERSION = createHash('sha256').update(readFileSync(SELF)).update(readFileSync(CONFIG)).digest('hex');

/**
 * Lets Node run our TypeScript, as jest does: without a build, and without looking at its types. For the processes
 * that tests start, kill and start again.
 *
 * A relative import of a TypeScript module names the JavaScript it would be built to.
 *
 * @type {import('node:module').ResolveHook}
 */
export async function resolve(specifier, context, next) {
  const isOurs = specifier.startsWith('.') && context.parentURL?.endsWith('.ts') === true;
  return next(isOurs ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

/** @type {import('node:module').LoadHook} */
export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  return { format: 'module', shortCircuit: true, source: await compiled(fileURLToPath(url)) };
}

/**
 * @param {string} file
 * @returns {Promise<string>} the module as JavaScript, compiled once for each text it ever had
 */
async function compiled(file) {
  const source = readFileSync(file, 'utf8');
  const key = createHash('sha256').update(VERSION).update(file).update(source).digest('hex');
  const path = join(CACHE, `${key}.js`);
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (field(error, 'code') !== 'ENOENT') throw error;
  }
  const code = await transpile(file, source);
  mkdirSync(CACHE, { recursive: true });
  // Several processes may be compiling it, and one may be killed at it.
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, code);
  renameSync(unfinished, path);
  return code;
}

/**
 * @param {string} fileName
 * @param {string} source
 */
async function transpile(fileName, source) {
  // Not before: it takes a third of a second to load, and mostly everything is compiled already.
  const { default: ts } = await import('typescript');
  const { options } = ts.convertCompilerOptionsFromJson(
    field(parseJson(readFileSync(CONFIG, 'utf8')), 'compilerOptions'),
    '.',
  );
  return ts.transpileModule(source, {
    fileName,
    compilerOptions: { ...options, module: ts.ModuleKind.ESNext, sourceMap: false },
  }).outputText;
}
