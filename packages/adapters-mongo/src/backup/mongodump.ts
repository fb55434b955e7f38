import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

/** Of the MongoDB Database Tools; before it they were numbered with the server and wrote other files. */
const MAJOR = 100;

export interface CollectionSource {
  readonly url: string;
  readonly databaseName: string;
  /** Which gets a folder named after the database. */
  readonly folder: string;
  readonly name: string;
}

/** The program mongodump. */
export class Mongodump {
  constructor(
    private readonly path: string,
    /** As it prints it: `mongodump version: 100.9.4`. */
    readonly version: string,
  ) {}

  /** Writes the files of one collection. @throws Error with the line that says why not */
  async dumpCollection({ url, databaseName, folder, name }: CollectionSource): Promise<void> {
    const secret = await mkdtemp(join(tmpdir(), '2krika-mongodump-'));
    try {
      const config = join(secret, 'config.yaml');
      // Everybody on the machine can read the arguments of a program. JSON is YAML.
      await writeFile(config, JSON.stringify({ uri: url }), { mode: 0o600 });
      const args = [`--config=${config}`, `--db=${databaseName}`, `--collection=${name}`, `--out=${folder}`];
      await run(this.path, args);
    } finally {
      await rm(secret, { recursive: true, force: true });
    }
  }
}

/**
 * @param searchPath folders, as in PATH
 * @returns null when none of the right version is installed
 */
export async function findMongodump(searchPath = process.env['PATH'] ?? ''): Promise<Mongodump | null> {
  for (const folder of searchPath.split(delimiter).filter((each) => each !== '')) {
    const path = join(folder, 'mongodump');
    const [version] = await run(path, ['--version']).catch(() => []);
    const major = Number(/version: (?:v|r)?(\d+)\./.exec(version ?? '')?.[1]);
    if (version !== undefined && major === MAJOR) return new Mongodump(path, version);
  }
  return null;
}

async function run(path: string, args: readonly string[]): Promise<readonly string[]> {
  const child = spawn(path, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (line) => lines.push(line));
  }
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`mongodump ended with ${signal ?? String(code)}: ${lines.at(-1) ?? ''}`));
    });
  });
  return lines;
}
