import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOf, fileStorageContract, streamOf, textBytes } from '@2krika/domain/testing';
import { GzipFileStorage } from './gzip-file-storage.js';

describe('GzipFileStorage', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gzip-files-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  fileStorageContract(async () => ({ storage: new GzipFileStorage(folder) }));

  it('keeps a text in less room than it takes', async () => {
    const storage = new GzipFileStorage(folder);
    const text = textBytes('Trois propositions, fichiers sources compris. '.repeat(200));
    await storage.put('text', streamOf(text, 1_000), text.length);
    const kept = await readdir(folder, { withFileTypes: true });
    expect(kept.filter((file) => file.isFile()).map(({ name }) => name)).toEqual(['text.gz']);
    expect(await bytesOf(await storage.open('text'))).toEqual(text);
  });
});
