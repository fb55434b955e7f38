import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import type { Migration } from './migration.js';

export interface MigrationFile {
  /** The file's name without its extension, the same before and after compilation. */
  readonly name: string;
  readonly migration: Migration;
  /** What `up` sends. */
  readonly statements: readonly SentStatement[];
  /** Of these statements: neither the compiler nor a comment outside of them changes it. */
  readonly checksum: string;
}

export interface SentStatement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The folder of the migrations, whether this runs from the sources or compiled. */
export const MIGRATIONS = new URL('../../migrations/', import.meta.url);

const SOURCE_FILE = /\.(?:ts|js)$/;
const OTHER_FILE = /\.(?:d|spec)\.ts$/;
const NAME = /^\d{14}-[a-z\d]+(?:-[a-z\d]+)*$/;

/** @throws Error that names the file which is no migration */
export async function readMigrations(folder: URL = MIGRATIONS): Promise<readonly MigrationFile[]> {
  const files = (await readdir(folder)).filter((file) => SOURCE_FILE.test(file) && !OTHER_FILE.test(file));
  return Promise.all(files.sort().map((file) => readMigration(file, folder)));
}

/** Names the schema that these migrations lead to. */
export function fingerprint(files: readonly MigrationFile[]): string {
  const hash = createHash('sha256');
  for (const { name, checksum } of files) hash.update(`${name} ${checksum}\n`);
  return hash.digest('hex');
}

async function readMigration(file: string, folder: URL): Promise<MigrationFile> {
  const name = file.replace(SOURCE_FILE, '');
  if (!NAME.test(name)) throw new Error(`${file}: a migration is named <UTC timestamp>-<words>.ts.`);
  const module: unknown = await import(new URL(file, folder).href);
  if (!isMigration(module)) throw new Error(`${file}: a migration exports the functions up and down.`);
  const statements = await statementsOf(module);
  return { name, migration: module, statements, checksum: checksumOf(statements) };
}

async function statementsOf({ up }: Migration): Promise<readonly SentStatement[]> {
  const sent: SentStatement[] = [];
  await up((text, values = []) => {
    sent.push({ text, values });
    return Promise.resolve([]);
  });
  return sent;
}

function checksumOf(statements: readonly SentStatement[]): string {
  const hash = createHash('sha256');
  for (const { text, values } of statements) hash.update(`${text}\n${JSON.stringify(values)}\n`);
  return hash.digest('hex');
}

function isMigration(module: unknown): module is Migration {
  if (typeof module !== 'object' || module === null || !('up' in module) || !('down' in module)) return false;
  return typeof module.up === 'function' && typeof module.down === 'function';
}
