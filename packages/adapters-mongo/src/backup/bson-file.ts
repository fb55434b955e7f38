import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** Each document begins with its own length, these four bytes included. */
const LENGTH_BYTES = 4;
/** The largest document the protocol carries, with room for what a server adds. */
const MAX_DOCUMENT = 17 * 1024 * 1024;

/**
 * Writes documents one behind the other, as mongodump does. Answers how many there were.
 * @param onWritten told the number so far, from time to time
 * @throws the file system's error: ENOSPC on a full disk
 */
export async function writeBsonFile(
  path: string,
  documents: AsyncIterable<Uint8Array>,
  onWritten: (count: number) => void,
): Promise<number> {
  const output = createWriteStream(path);
  // Told to whoever waits for its end; a write that fails meanwhile would otherwise end the process.
  const ended = finished(output);
  ended.catch(() => undefined);
  let count = 0;
  try {
    for await (const document of documents) {
      if (!output.write(document)) await Promise.race([once(output, 'drain'), ended]);
      count += 1;
      if (count % 1_000 === 0) onWritten(count);
    }
    output.end();
    await ended;
  } finally {
    output.destroy();
  }
  onWritten(count);
  return count;
}

/** The documents of such a file, in their order. @throws Error for a file that ends within a document */
export async function* readBsonFile(path: string): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('A stream without an encoding is of bytes.');
    rest = Buffer.concat([rest, chunk]);
    let from = 0;
    while (rest.length - from >= LENGTH_BYTES) {
      const length = rest.readInt32LE(from);
      if (length <= LENGTH_BYTES || length > MAX_DOCUMENT) throw new Error(`${path} is no file of BSON.`);
      if (rest.length - from < length) break;
      yield rest.subarray(from, from + length);
      from += length;
    }
    rest = rest.subarray(from);
  }
  if (rest.length > 0) throw new Error(`${path} ends within a document.`);
}

/** How many documents such a file has. */
export async function countBsonFile(path: string): Promise<number> {
  const documents = readBsonFile(path);
  let count = 0;
  while (!(await documents.next()).done) count += 1;
  return count;
}
