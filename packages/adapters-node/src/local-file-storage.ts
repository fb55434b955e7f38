import { createHash, randomUUID, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import {
  FileExists,
  FileStorage,
  FileTooLarge,
  HEAD_BYTES,
  Unavailable,
  type ByteStream,
  type StoredContent,
} from '@2krika/domain';

/** Bytes on the local disk: for development, and for one machine. */
export class LocalFileStorage extends FileStorage {
  private readonly folder: string;

  constructor(folder: string) {
    super();
    this.folder = resolve(folder);
  }

  async put(path: string, content: ByteStream, maxBytes: number): Promise<StoredContent> {
    const target = this.at(path);
    await onDisk(() => mkdir(dirname(target), { recursive: true }));
    const partial = `${target}.${randomUUID()}.part`;
    try {
      const stored = await write(partial, content, maxBytes);
      // A link, unlike a rename, refuses a name that is taken; and the name appears with the file whole.
      await link(partial, target).catch((error: unknown) => {
        throw isCode(error, 'EEXIST') ? new FileExists(path) : unavailable(error);
      });
      return stored;
    } finally {
      await rm(partial, { force: true });
    }
  }

  async open(path: string): Promise<ByteStream> {
    const target = this.at(path);
    await onDisk(() => stat(target));
    return createReadStream(target);
  }

  async delete(path: string): Promise<void> {
    const target = this.at(path);
    await onDisk(() => rm(target, { force: true }));
  }

  /** @throws RangeError for a path that leads out of the folder: no upload has one */
  private at(path: string): string {
    const target = join(this.folder, path);
    if (!target.startsWith(this.folder + sep)) throw new RangeError(`${path} leads out of the storage.`);
    return target;
  }
}

async function write(path: string, content: ByteStream, maxBytes: number): Promise<StoredContent> {
  const handle = await onDisk(() => open(path, 'wx'));
  const hash: Hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let sizeBytes = 0;
  try {
    for await (const chunk of content) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new FileTooLarge(maxBytes);
      hash.update(chunk);
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
      await onDisk(() => handle.write(chunk));
    }
    // What was acknowledged must survive a power cut.
    await onDisk(() => handle.sync());
  } finally {
    await handle.close();
  }
  return { sizeBytes, sha256: hash.digest('hex'), head };
}

async function onDisk<Result>(operation: () => Promise<Result>): Promise<Result> {
  try {
    return await operation();
  } catch (error) {
    throw unavailable(error);
  }
}

function unavailable(cause: unknown): Unavailable {
  return new Unavailable('The file storage', { cause });
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
