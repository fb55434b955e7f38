import {
  FileExists,
  FileStorage,
  FileTooLarge,
  HEAD_BYTES,
  Unavailable,
  type ByteStream,
} from '@2krika/domain';

/** Keeps bytes in a map. */
export class InMemoryFileStorage extends FileStorage {
  private readonly files = new Map<string, Uint8Array>();
  private readonly arriving = new Set<string>();
  private isDown = false;

  async put(path: string, content: ByteStream, maxBytes: number) {
    this.assertUp();
    if (this.files.has(path) || this.arriving.has(path)) throw new FileExists(path);
    this.arriving.add(path);
    try {
      const bytes = await allOf(content, maxBytes);
      const sha256 = hexOf(await globalThis.crypto.subtle.digest('SHA-256', bytes));
      this.files.set(path, bytes);
      return { sizeBytes: bytes.length, sha256, head: bytes.slice(0, HEAD_BYTES) };
    } finally {
      this.arriving.delete(path);
    }
  }

  async open(path: string): Promise<ByteStream> {
    this.assertUp();
    const bytes = this.files.get(path);
    if (!bytes) throw new Unavailable('The file');
    return Promise.resolve(streamOf(bytes));
  }

  async delete(path: string) {
    this.assertUp();
    this.files.delete(path);
    return Promise.resolve();
  }

  /** The paths that have bytes. */
  paths(): readonly string[] {
    return [...this.files.keys()].sort();
  }

  /** From now on everything fails with `Unavailable`. */
  goDown(): void {
    this.isDown = true;
  }

  comeBack(): void {
    this.isDown = false;
  }

  private assertUp(): void {
    if (this.isDown) throw new Unavailable('The file storage');
  }
}

async function allOf(content: ByteStream, maxBytes: number) {
  const bytes: number[] = [];
  for await (const chunk of content) {
    if (bytes.length + chunk.length > maxBytes) throw new FileTooLarge(maxBytes);
    for (const byte of chunk) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

async function* streamOf(bytes: Uint8Array): ByteStream {
  yield await Promise.resolve(bytes.slice());
}

function hexOf(digest: ArrayBuffer): string {
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
