import type { StoredContent } from '../model/upload.js';

/** Bytes on their way: read once, piece by piece, so that a large file is never in memory whole. */
export type ByteStream = AsyncIterable<Uint8Array>;

/** Where the bytes of files are kept. Never called inside a transaction. */
export abstract class FileStorage {
  /**
   * Stores the bytes under a path that has none: what was checked is never overwritten. Nothing is kept when it
   * fails, and nobody can open the file before it is whole.
   * @returns what really arrived
   * @throws FileExists; FileTooLarge when more than `maxBytes` arrive; Unavailable; whatever the content throws
   */
  abstract put(path: string, content: ByteStream, maxBytes: number): Promise<StoredContent>;

  /** @throws Unavailable when the storage does not answer or has no such file */
  abstract open(path: string): Promise<ByteStream>;

  /** Removes the bytes; again changes nothing. @throws Unavailable when they may still be there */
  abstract delete(path: string): Promise<void>;
}
