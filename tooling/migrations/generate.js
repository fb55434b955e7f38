import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { MONGO_TEMPLATES, SQL_TEMPLATES } from './templates.js';

/** @import { Steps, Template } from './templates.js' */

const WORDS = /^[a-z\d]+(?:-[a-z\d]+)*$/;

/**
 * Writes a migration that does what its words say, as far as they say it, in both directions.
 *
 * @param {object} migration
 * @param {string} migration.words what it does: `add-kyc-status-to-users`
 * @param {'sql' | 'mongo'} migration.database
 * @param {URL} migration.folder the migrations among the sources
 * @param {Date} migration.now
 * @returns {Promise<URL>}
 * @throws {Error} when the words are not lower-case words joined by hyphens
 */
export async function generateMigration({ words, database, folder, now }) {
  if (!WORDS.test(words)) {
    throw new Error(`"${words}" does not name a migration: lower-case words joined by hyphens do.`);
  }
  const timestamp = now.toISOString().slice(0, 19).replace(/\D/g, '');
  const file = new URL(`${timestamp}-${words}.ts`, folder);
  const content = database === 'sql' ? sqlMigration(words) : mongoMigration(words);
  const style = await resolveConfig(fileURLToPath(import.meta.url));
  await writeFile(file, await format(content, { ...style, parser: 'typescript' }), { flag: 'wx' });
  return file;
}

/** @param {string} words */
function sqlMigration(words) {
  const name = (/** @type {string} */ text) => text.replaceAll('-', '_');
  return content('RunStatement', stepsFor(words, SQL_TEMPLATES, name), (text) =>
    text.includes('\n') ? `\`${text}\`` : `'${text}'`,
  );
}

/** @param {string} words */
function mongoMigration(words) {
  // Collections are named as tables are, their fields as the domain's.
  const name = (/** @type {string} */ text, /** @type {number} */ index) =>
    index === 0
      ? text.replaceAll('-', '_')
      : text.replace(/-(.)/g, (_, letter) => String(letter).toUpperCase());
  return content('RunCommand', stepsFor(words, MONGO_TEMPLATES, name), (text) => text);
}

/**
 * @param {string} words
 * @param {readonly Template[]} templates
 * @param {(text: string, index: number) => string} nameOf a part of the words, as the database has it
 * @returns {Steps}
 */
function stepsFor(words, templates, nameOf) {
  for (const [form, steps] of templates) {
    const match = form.exec(words);
    if (match !== null) return steps(...match.slice(1).map(nameOf));
  }
  throw new Error(`No template fits "${words}".`);
}

/**
 * @param {string} run the type of what runs a step
 * @param {Steps} steps
 * @param {(text: string) => string} argument how TypeScript writes a step
 */
function content(run, { up, down, isTransaction = true }, argument) {
  const body = (/** @type {readonly string[]} */ texts) =>
    texts.map((text) => `await run(${argument(text)});`).join('\n');
  return `import type { ${run} } from '../src/migrations/migration.js';

${isTransaction ? '' : 'export const transaction = false;\n\n'}export async function up(run: ${run}): Promise<void> {
${body(up)}
}

export async function down(run: ${run}): Promise<void> {
${body(down)}
}
`;
}
