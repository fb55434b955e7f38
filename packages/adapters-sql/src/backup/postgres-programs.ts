import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** Where distributions keep the programs of one major version beside those of others. */
const VERSIONED_FOLDERS = [
  '/usr/lib/postgresql/%/bin',
  '/usr/pgsql-%/bin',
  '/opt/homebrew/opt/postgresql@%/bin',
  '/usr/local/opt/postgresql@%/bin',
];

export interface PostgresProgram {
  readonly path: string;
  /** As it prints it: `pg_dump (PostgreSQL) 15.18`. */
  readonly version: string;
}

/** A program ended with a fault. Its message is the one line that says which. */
export class ProgramFailed extends Error {}

/**
 * Finds the program of exactly this major version: an older one cannot read the server, and a newer one writes
 * what the server's own cannot restore.
 * @param searchPath folders, as in PATH; by default those of PATH and of the distributions
 * @throws ProgramFailed that says which versions there are
 */
export async function findProgram(
  name: 'pg_dump' | 'pg_restore',
  major: number,
  searchPath = defaultSearchPath(major),
): Promise<PostgresProgram> {
  const others = new Set<string>();
  for (const folder of searchPath.split(delimiter).filter((each) => each !== '')) {
    const path = join(folder, name);
    const version = await versionOf(path);
    if (version === null) continue;
    if (majorOf(version) === major) return { path, version };
    others.add(version);
  }
  const found = others.size === 0 ? 'none was found' : `only ${[...others].join(', ')} was found`;
  throw new ProgramFailed(
    `The server is PostgreSQL ${major} and needs its own ${name}, of which ${found}: install postgresql-client-${major}.`,
  );
}

function defaultSearchPath(major: number): string {
  const versioned = VERSIONED_FOLDERS.map((folder) => folder.replace('%', String(major)));
  return [process.env['PATH'] ?? '', ...versioned].join(delimiter);
}

/** The major version in `PostgreSQL 15.18`, `pg_dump (PostgreSQL) 15.18 (Debian …)` or `15.18`. */
export function majorOf(version: string): number {
  return Number(/(?:^|\) |\s)(\d+)(?:\.|devel|beta|rc|\s|$)/.exec(version)?.[1]);
}

async function versionOf(path: string): Promise<string | null> {
  const lines: string[] = [];
  try {
    await runProgram(path, ['--version'], {}, (line) => lines.push(line));
  } catch {
    return null;
  }
  return lines[0] ?? null;
}

/**
 * Runs a program to its end.
 * @param env beside our own
 * @param onLine told each line it prints
 * @throws ProgramFailed with the line that says why
 */
export async function runProgram(
  path: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  onLine: (line: string) => void,
): Promise<void> {
  const child = spawn(path, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let fault: string | null = null;
  let last = '';
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => {
      last = line;
      if (fault === null && /error: /.test(line)) fault = line;
      onLine(line);
    });
  }
  await new Promise<void>((resolve, reject) => {
    child.once('error', (error) => reject(new ProgramFailed(error.message)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new ProgramFailed(fault ?? `${path} ended with ${signal ?? String(code)}: ${last}`));
    });
  });
}
