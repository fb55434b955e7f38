import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const OUTPUT = /(?:\.d\.ts|\.js)(?:\.map)?$/;

/**
 * Removes what was once compiled from sources that are gone. The compiler leaves it, and a migration that was
 * renamed would be applied under both names.
 *
 * @param {string} sources
 * @param {string} compiled
 */
export function pruneCompiled(sources, compiled) {
  for (const file of readdirSync(compiled)) {
    if (!OUTPUT.test(file)) continue;
    if (!existsSync(join(sources, file.replace(OUTPUT, '.ts')))) rmSync(join(compiled, file));
  }
}
