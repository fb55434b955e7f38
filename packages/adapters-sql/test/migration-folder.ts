import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface MigrationText {
  readonly up: string;
  readonly down?: string;
  readonly transaction?: boolean;
}

/** A folder of migrations that is thrown away. */
export class MigrationFolder {
  readonly url: URL;

  private constructor(private readonly path: string) {
    this.url = pathToFileURL(`${path}/`);
  }

  static async make(migrations: Readonly<Record<string, MigrationText>>): Promise<MigrationFolder> {
    const folder = new MigrationFolder(await mkdtemp(join(tmpdir(), 'migrations-')));
    await folder.write('package.json', '{ "type": "module" }');
    for (const [name, { up, down = '', transaction = true }] of Object.entries(migrations)) {
      const [upText, downText] = [up, down].map((text) => JSON.stringify(text.split(';')));
      await folder.write(
        `${name}.ts`,
        `const all = (texts) => async (run) => { for (const text of texts) await run(text); };
         export const up = all(${String(upText)});
         export const down = all(${String(downText)});
         export const transaction = ${String(transaction)};`,
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
