import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileStorageContract } from '@2krika/domain/testing';
import { LocalFileStorage } from './local-file-storage.js';

describe('LocalFileStorage', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), '2krika-files-'));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  fileStorageContract(async () => ({ storage: new LocalFileStorage(folder) }));

  it('still has a file when it is opened again', async () => {
    await new LocalFileStorage(folder).put('delivery/logo.png', bytes('logo'), 100);
    const chunks: Uint8Array[] = [];
    for await (const chunk of await new LocalFileStorage(folder).open('delivery/logo.png'))
      chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe('logo');
  });

  it.each(['../outside', 'delivery/../../outside', '..', ''])(
    'does not leave its folder by %p',
    async (path) => {
      const storage = new LocalFileStorage(join(folder, 'inside'));
      await expect(storage.put(path, bytes('x'), 10)).rejects.toThrow(RangeError);
      await expect(storage.open(path)).rejects.toThrow(RangeError);
      await expect(storage.delete(path)).rejects.toThrow(RangeError);
    },
  );
});

async function* bytes(text: string): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}
