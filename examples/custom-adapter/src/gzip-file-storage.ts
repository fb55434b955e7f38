import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import {
  FileExists,
  FileStorage,
  FileTooLarge,
  HEAD_BYTES,
  Unavailable,
  type ByteStream,
  type StoredContent,
} from '@2krika/domain';

/** Files in a folder, each packed by gzip: for people who send many large texts. */
export class GzipFileStorage extends FileStorage {
  constructor(private readonly folder: string) {
    super();
  }

  async put(path: string, content: ByteStream, maxBytes: number): Promise<StoredContent> {
    const arriving = join(this.folder, 'arriving', randomUUID());
    await mkdir(dirname(arriving), { recursive: true });
    await mkdir(dirname(this.at(path)), { recursive: true });
    const measured = new Measured(content, maxBytes);
    try {
      await pipeline(Readable.from(measured), createGzip(), createWriteStream(arriving));
      // A second name for what is whole by now: nobody sees a part of it, and of several who send one is first.
      await link(arriving, this.at(path));
    } catch (error) {
      throw codeOf(error) === 'EEXIST' ? new FileExists(path) : unavailableIfOfDisk(error);
    } finally {
      await rm(arriving, { force: true });
    }
    return measured.seen();
  }

  async open(path: string): Promise<ByteStream> {
    const file = await open(this.at(path)).catch(() => null);
    if (!file) throw new Unavailable('The file');
    const unpacked = createGunzip();
    const packed = file.createReadStream();
    packed.once('error', (error) => unpacked.destroy(error));
    return packed.pipe(unpacked);
  }

  async delete(path: string): Promise<void> {
    await rm(this.at(path), { force: true });
  }

  private at(path: string): string {
    return join(this.folder, `${path}.gz`);
  }
}

/** What passes, counted and summed up on its way. */
class Measured {
  private readonly sum = createHash('sha256');
  private head = Buffer.alloc(0);
  private sizeBytes = 0;

  constructor(
    private readonly content: ByteStream,
    private readonly maxBytes: number,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for await (const piece of this.content) {
      this.sizeBytes += piece.length;
      if (this.sizeBytes > this.maxBytes) throw new FileTooLarge(this.maxBytes);
      this.sum.update(piece);
      if (this.head.length < HEAD_BYTES)
        this.head = Buffer.concat([this.head, piece]).subarray(0, HEAD_BYTES);
      yield piece;
    }
  }

  seen(): StoredContent {
    return {
      sizeBytes: this.sizeBytes,
      sha256: this.sum.digest('hex'),
      head: Uint8Array.from(this.head),
    };
  }
}

/** The word of the operating system, such as ENOSPC. */
function codeOf(error: unknown): unknown {
  const isOfSystem = typeof error === 'object' && error !== null && 'errno' in error && 'code' in error;
  return isOfSystem ? error.code : null;
}

/** What the sender's stream threw stays what it was. */
function unavailableIfOfDisk(error: unknown): unknown {
  return codeOf(error) === null ? error : new Unavailable('The file storage', { cause: error });
}
