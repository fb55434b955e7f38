import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const OUTPUT = /(?:\.d\.ts|\.js)(?:\.map)?$/;

/**
 * Removes what was once compiled from sources that are gone. The compiler leaves it: a migration that was renamed
 * would be applied under both names, and a model that was removed would be loaded.
 *
 * @param {string} sources
 * @param {string} compiled
 */
export function pruneCompiled(sources, compiled) {
  for (const file of readdirSync(compiled, { recursive: true, encoding: 'utf8' })) {
    if (!OUTPUT.test(file)) continue;
    if (!existsSync(join(sources, file.replace(OUTPUT, '.ts')))) rmSync(join(compiled, file));
  }
}
