import { mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { countBsonFile, readBsonFile, writeBsonFile } from './bson-file.js';

const ignore = () => undefined;

describe('a file of BSON', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), '2krika-bson-'));
    path = join(folder, 'things.bson');
  });

  afterEach(() => rm(folder, { recursive: true }));

  /** Documents of very different sizes, so that they lie across the borders of what is read at once. */
  async function* documents(count: number) {
    for (let number = 0; number < count; number += 1) {
      yield mongo.BSON.serialize({ number, text: 'é'.repeat((number * 7_919) % 5_000) });
    }
  }

  async function numbersIn(file: string): Promise<unknown[]> {
    const numbers: unknown[] = [];
    for await (const bytes of readBsonFile(file)) numbers.push(mongo.BSON.deserialize(bytes)['number']);
    return numbers;
  }

  it('is read as it was written, and counted', async () => {
    const counts: number[] = [];
    expect(await writeBsonFile(path, documents(2_500), (count) => counts.push(count))).toBe(2_500);
    expect(await numbersIn(path)).toEqual(Array.from({ length: 2_500 }, (_, number) => number));
    expect(await countBsonFile(path)).toBe(2_500);
    expect(counts).toEqual([1_000, 2_000, 2_500]);
  });

  it('may be empty', async () => {
    expect(await writeBsonFile(path, documents(0), ignore)).toBe(0);
    expect(await numbersIn(path)).toEqual([]);
  });

  it('is refused when it was cut off within a document, or is something else', async () => {
    await writeBsonFile(path, documents(10), ignore);
    await truncate(path, (await stat(path)).size - 1);
    await expect(countBsonFile(path)).rejects.toThrow('things.bson ends within a document.');
    await writeFile(path, 'something else');
    await expect(countBsonFile(path)).rejects.toThrow('things.bson is no file of BSON.');
  });

  it('says that the disk is full', async () => {
    await expect(writeBsonFile('/dev/full', documents(10), ignore)).rejects.toMatchObject({ code: 'ENOSPC' });
    // So many that the writer waits for the disk.
    await expect(writeBsonFile('/dev/full', documents(5_000), ignore)).rejects.toMatchObject({
      code: 'ENOSPC',
    });
  });

  it('passes on what reading the documents fails with', async () => {
    async function* failing() {
      yield* documents(1);
      throw new Error('The server is gone.');
    }
    await expect(writeBsonFile(path, failing(), ignore)).rejects.toThrow('The server is gone.');
  });
});
