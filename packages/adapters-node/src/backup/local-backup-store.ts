import { createHash } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  BACKUP_FORMAT,
  BackupFailed,
  BackupStore,
  HOUR,
  RestoreRefused,
  type BackupContent,
  type BackupFile,
  type BackupId,
  type BackupManifest,
  type ReportProgress,
  type StoredBackup,
  type UnfinishedBackup,
} from '@2krika/domain';
import { filesBelow, makeFolder, measure, publish, removeFolder, sync } from './backup-folder.js';
import { manifestJson, readManifest } from './manifest-json.js';

const MANIFEST = 'manifest.json';
/** What `sha256sum --check` reads: it says whether the manifest is as it was written, which says it of the rest. */
const CHECKSUM = 'manifest.json.sha256';

const ID = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[\w-]+$/;
const DATABASE = /^[a-z]+$/;
/** Names that no backup has. */
const UNFINISHED = '.unfinished-';
const REMOVED = '.removed-';
/** Nobody is still writing a backup that began so long ago. */
const ABANDONED_AFTER = 2 * HOUR;

/** Backups on the local disk, a folder each. */
export class LocalBackupStore extends BackupStore {
  private readonly root: string;

  constructor(folder: string) {
    super();
    this.root = resolve(folder);
  }

  async begin(id: BackupId): Promise<UnfinishedBackup> {
    const folder = join(this.root, `${UNFINISHED}${id}`);
    return orFail(async () => {
      await makeFolder(this.root);
      await this.tidyUp();
      await makeFolder(folder);
      return {
        folderFor: (database) =>
          orFail(async () => {
            const path = join(folder, assertDatabase(database));
            await makeFolder(path);
            return path;
          }),
        complete: (content) => orFail(() => this.complete(folder, content)),
        discard: () => removeFolder(folder).catch(() => undefined),
      };
    });
  }

  async list() {
    const manifests: BackupManifest[] = [];
    for (const name of await this.names()) {
      const manifest = await this.read(name).catch(() => null);
      if (manifest) manifests.push(manifest);
    }
    return manifests.sort((left, right) => left.startedAt.getTime() - right.startedAt.getTime());
  }

  async open(id: BackupId | null): Promise<StoredBackup> {
    const name = id ?? (await this.list()).at(-1)?.id;
    if (name === undefined) throw new RestoreRefused(`There is no backup in ${this.root}.`);
    if (!(await this.names()).includes(name))
      throw new RestoreRefused(`There is no backup ${name} in ${this.root}.`);
    const manifest = await this.read(name);
    const folder = join(this.root, name);
    return {
      manifest,
      folderFor: (database) => join(folder, assertDatabase(database)),
      verify: (report) => verify(folder, manifest, report),
    };
  }

  async remove(id: BackupId) {
    if (!ID.test(id)) throw new RangeError(`${id} is no name of a backup.`);
    const doomed = join(this.root, `${REMOVED}${id}`);
    // Renamed first: half of it must not be taken for a backup.
    await rename(join(this.root, id), doomed);
    await removeFolder(doomed);
  }

  private async complete(folder: string, content: BackupContent): Promise<BackupManifest> {
    const files: BackupFile[] = [];
    for (const path of await filesBelow(folder)) {
      await sync(join(folder, path));
      files.push(await measure(folder, path));
    }
    const manifest = { format: BACKUP_FORMAT, ...content, files } as const;
    const json = manifestJson(manifest);
    await writeFile(join(folder, MANIFEST), json);
    await writeFile(join(folder, CHECKSUM), `${sha256(json)}  ${MANIFEST}\n`);
    for (const name of [MANIFEST, CHECKSUM]) await sync(join(folder, name));
    await publish(folder, join(this.root, content.id), this.root);
    return manifest;
  }

  private async names(): Promise<readonly BackupId[]> {
    const names = await readdir(this.root).catch((error: unknown) => {
      if (isAbsent(error)) return [];
      throw error;
    });
    return names.filter((name) => ID.test(name)).sort();
  }

  /** @throws RestoreRefused for one that is not as it was written */
  private async read(id: BackupId): Promise<BackupManifest> {
    try {
      const json = await readFile(join(this.root, id, MANIFEST), 'utf8');
      const [expected] = (await readFile(join(this.root, id, CHECKSUM), 'utf8')).split(' ');
      if (expected !== sha256(json)) throw new TypeError('it is not as it was written');
      const manifest = readManifest(json);
      if (manifest.id !== id) throw new TypeError(`it is the one of ${manifest.id}`);
      return manifest;
    } catch (error) {
      throw new RestoreRefused(`The manifest of the backup ${id} cannot be used: ${reasonOf(error)}.`, {
        cause: error,
      });
    }
  }

  private async tidyUp(): Promise<void> {
    for (const name of await readdir(this.root)) {
      const isDoomed = name.startsWith(REMOVED);
      const begun = name.startsWith(UNFINISHED) ? beginOf(name.slice(UNFINISHED.length)) : null;
      const isAbandoned = begun !== null && begun.getTime() < Date.now() - ABANDONED_AFTER;
      if (isDoomed || isAbandoned) await removeFolder(join(this.root, name));
    }
  }
}

async function verify(folder: string, { id, files }: BackupManifest, report: ReportProgress): Promise<void> {
  for (const [index, file] of files.entries()) {
    report('Files compared with the manifest', index, files.length);
    const found = await measure(folder, file.path).catch((error: unknown) => {
      throw new RestoreRefused(
        `The backup ${id} is damaged: ${file.path} cannot be read: ${reasonOf(error)}.`,
      );
    });
    if (found.bytes !== file.bytes) {
      throw new RestoreRefused(
        `The backup ${id} is damaged: ${file.path} has ${found.bytes} bytes, and was written with ${file.bytes}.`,
      );
    }
    if (found.sha256 !== file.sha256) {
      throw new RestoreRefused(`The backup ${id} is damaged: the contents of ${file.path} have changed.`);
    }
  }
  report('Files compared with the manifest', files.length, files.length);
}

function beginOf(id: string): Date | null {
  const [, year, month, day, hour, minute, second] = ID.exec(id) ?? [];
  return year === undefined ? null : new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function assertDatabase(name: string): string {
  if (!DATABASE.test(name)) throw new RangeError(`${name} is no name of a folder of a backup.`);
  return name;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

async function orFail<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new BackupFailed(`The backup cannot be written: ${reasonOf(error)}.`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isAbsent(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
