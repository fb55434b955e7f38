import {
  FileExists,
  FileTooLarge,
  HEAD_BYTES,
  Unavailable,
  type ByteStream,
  type FileStorage,
} from '@2krika/domain';
import { Barrier, race } from '../../concurrency.js';
import { bytesOf, pngBytes, sha256Of, streamOf } from '../../factories/files/file-content.js';
import { anId } from '../../factories/unique.js';
import type { Open } from '../open.js';

const MAX_BYTES = 10_000;

/** Fails after its first piece, as a connection that is cut. */
async function* cut(): ByteStream {
  yield await Promise.resolve(pngBytes(8));
  throw new Error('The connection was cut.');
}

export function fileStorageContract(open: Open<{ readonly storage: FileStorage }>): void {
  describe('FileStorage', () => {
    let storage: FileStorage;
    const aPath = () => `service_media/${anId()}`;
    const contentOf = async (path: string) => bytesOf(await storage.open(path));

    beforeEach(async () => {
      ({ storage } = await open());
    });

    it('gives back the bytes it was given, and says what they were', async () => {
      const [path, bytes] = [aPath(), pngBytes(2_000)];
      expect(await storage.put(path, streamOf(bytes, 300), MAX_BYTES)).toEqual({
        sizeBytes: 2_000,
        sha256: await sha256Of(bytes),
        head: bytes.slice(0, HEAD_BYTES),
      });
      expect(await contentOf(path)).toEqual(bytes);
      expect(await contentOf(path)).toEqual(bytes);
    });

    it('takes a file of exactly the bytes allowed, and one of none', async () => {
      const [full, empty] = [aPath(), aPath()];
      await storage.put(full, streamOf(pngBytes(100)), 100);
      expect(await contentOf(full)).toHaveLength(100);
      const nothing = Uint8Array.of();
      expect(await storage.put(empty, streamOf(nothing), 100)).toEqual({
        sizeBytes: 0,
        sha256: await sha256Of(nothing),
        head: nothing,
      });
    });

    it('keeps nothing of a file that is too large', async () => {
      const path = aPath();
      await expect(storage.put(path, streamOf(pngBytes(101)), 100)).rejects.toThrow(FileTooLarge);
      await expect(storage.open(path)).rejects.toThrow(Unavailable);
      await storage.put(path, streamOf(pngBytes(100)), 100);
      expect(await contentOf(path)).toHaveLength(100);
    });

    it('keeps nothing of a file that was cut off', async () => {
      const path = aPath();
      await expect(storage.put(path, cut(), MAX_BYTES)).rejects.toThrow('The connection was cut.');
      await expect(storage.open(path)).rejects.toThrow(Unavailable);
      await storage.put(path, streamOf(pngBytes()), MAX_BYTES);
      expect(await contentOf(path)).toEqual(pngBytes());
    });

    it('never overwrites a file', async () => {
      const path = aPath();
      await storage.put(path, streamOf(pngBytes(10)), MAX_BYTES);
      await expect(storage.put(path, streamOf(pngBytes(20)), MAX_BYTES)).rejects.toThrow(FileExists);
      expect(await contentOf(path)).toEqual(pngBytes(10));
    });

    it('shows a file to nobody before it is whole', async () => {
      const [path, half] = [aPath(), new Barrier(2)];
      async function* slow(): ByteStream {
        yield pngBytes(8);
        await half.arrive();
        yield pngBytes(8);
      }
      const arriving = storage.put(path, slow(), MAX_BYTES);
      await expect(storage.open(path)).rejects.toThrow(Unavailable);
      await half.arrive();
      await arriving;
      expect(await contentOf(path)).toHaveLength(16);
    });

    it('forgets a deleted file, however often it is deleted', async () => {
      const [path, other] = [aPath(), aPath()];
      await storage.put(path, streamOf(pngBytes()), MAX_BYTES);
      await storage.put(other, streamOf(pngBytes()), MAX_BYTES);
      await storage.delete(path);
      await storage.delete(path);
      await expect(storage.open(path)).rejects.toThrow(Unavailable);
      expect(await contentOf(other)).toEqual(pngBytes());
    });

    it('keeps the file of exactly one of twenty who send one under the same path', async () => {
      const path = aPath();
      const { won, lost } = await race(20, (racer) =>
        storage.put(path, streamOf(pngBytes(100 + racer)), MAX_BYTES),
      );
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof FileExists)).toBe(true);
      expect(await contentOf(path)).toHaveLength(won[0]?.sizeBytes ?? 0);
    });
  });
}
