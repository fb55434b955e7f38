import type { ByteStream } from '@2krika/domain';

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Bytes of the given number that begin as a PNG picture does. */
export function pngBytes(size = 64): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => PNG_SIGNATURE[index] ?? index % 251);
}

/** The bytes of a text, in UTF-8. */
export function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Lets the bytes arrive in pieces, as a network does. */
export async function* streamOf(bytes: Uint8Array, pieceSize = 16): ByteStream {
  for (let at = 0; at < bytes.length; at += pieceSize) {
    yield await Promise.resolve(bytes.slice(at, at + pieceSize));
  }
}

/** All the bytes of a stream. */
export async function bytesOf(stream: ByteStream): Promise<Uint8Array> {
  const bytes: number[] = [];
  for await (const piece of stream) bytes.push(...piece);
  return Uint8Array.from(bytes);
}

/** As in an upload: 64 hexadecimal digits. */
export async function sha256Of(bytes: Uint8Array): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
