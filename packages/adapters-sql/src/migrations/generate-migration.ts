import { writeFile } from 'node:fs/promises';

const WORDS = /^[a-z\d]+(?:-[a-z\d]+)*$/;

const CONTENT = `import type { RunStatement } from '../src/migrations/migration.js';

export async function up(run: RunStatement): Promise<void> {
  await run(\`\`);
}

export async function down(run: RunStatement): Promise<void> {
  await run(\`\`);
}
`;

/**
 * Writes an empty migration.
 * @param words says what it does: `add-kyc-status-to-users`
 * @param folder the migrations among the sources
 * @throws Error when the words are not lower-case words joined by hyphens
 */
export async function generateMigration(words: string, folder: URL, now: Date): Promise<URL> {
  if (!WORDS.test(words)) {
    throw new Error(`"${words}" does not name a migration: lower-case words joined by hyphens do.`);
  }
  const timestamp = now.toISOString().slice(0, 19).replace(/\D/g, '');
  const file = new URL(`${timestamp}-${words}.ts`, folder);
  await writeFile(file, CONTENT, { flag: 'wx' });
  return file;
}
