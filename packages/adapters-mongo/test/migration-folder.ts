import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from '../src/migrations/migration.js';

export interface MigrationCommands {
  readonly up: readonly Command[];
  readonly down?: readonly Command[];
}

/** A folder of migrations that is thrown away. */
export class MigrationFolder {
  readonly url: URL;

  private constructor(private readonly path: string) {
    this.url = pathToFileURL(`${path}/`);
  }

  static async make(migrations: Readonly<Record<string, MigrationCommands>>): Promise<MigrationFolder> {
    const folder = new MigrationFolder(await mkdtemp(join(tmpdir(), 'migrations-')));
    await folder.write('package.json', '{ "type": "module" }');
    for (const [name, { up, down = [] }] of Object.entries(migrations)) {
      await folder.write(
        `${name}.ts`,
        `const all = (commands) => async (run) => { for (const command of commands) await run(command); };
         export const up = all(${JSON.stringify(up)});
         export const down = all(${JSON.stringify(down)});`,
      );
    }
    return folder;
  }

  async write(file: string, content: string): Promise<void> {
    await writeFile(join(this.path, file), content);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true });
  }
}
