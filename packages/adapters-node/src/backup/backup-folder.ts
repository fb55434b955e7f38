import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { BackupFile } from '@2krika/domain';

/** Reads it to its end. */
export async function measure(root: string, path: string): Promise<BackupFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(join(root, path))) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('A stream without an encoding is of bytes.');
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { path, bytes, sha256: hash.digest('hex') };
}

/** Every file below the folder, with slashes, in the order of their names. */
export async function filesBelow(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** What is in it outlives a power cut. Of a folder: the names that are in it. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Every folder below the folder, and itself. */
export async function foldersBelow(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return [
    root,
    ...entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name)),
  ];
}

/** Gives a folder its final name, which it then has for good. */
export async function publish(from: string, to: string, root: string): Promise<void> {
  for (const folder of await foldersBelow(from)) await sync(folder);
  await rename(from, to);
  await sync(root);
}

export async function makeFolder(path: string): Promise<void> {
  // What lies in it is everybody's data.
  await mkdir(path, { recursive: true, mode: 0o700 });
}

export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 });
}
