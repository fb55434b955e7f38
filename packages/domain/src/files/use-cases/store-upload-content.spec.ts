import {
  bytesOf,
  pngBytes,
  sha256Of,
  streamOf,
  textBytes,
} from '../../../testing/factories/files/file-content.js';
import { anActor, filesBench } from '../../../testing/fakes/files/files-bench.js';
import { Barrier } from '../../../testing/concurrency.js';
import { HOUR, Unavailable } from '../../kernel/index.js';
import type { ByteStream } from '../ports/file-storage.js';
import {
  ContentAlreadySent,
  ContentMismatch,
  UploadEventRefused,
  UploadExpired,
  UploadNotFound,
  UploadTooLarge,
} from '../model/upload-errors.js';

const AWA = anActor('awa');

describe('sending a file', () => {
  it('makes an announced file ready, and says so', async () => {
    const { announced, storeUploadContent, readUpload, storage, bytes, eventNames } = filesBench();
    const { id } = await announced(AWA);
    expect(await readUpload.execute({ actor: AWA, uploadId: id })).toMatchObject({ state: 'initiated' });
    const stored = await storeUploadContent.execute({ actor: AWA, uploadId: id, content: streamOf(bytes) });
    expect(stored.snapshot()).toMatchObject({ state: 'ready', version: 1 });
    expect(await readUpload.execute({ actor: AWA, uploadId: id })).toMatchObject({ state: 'ready' });
    expect(await bytesOf(await storage.open(stored.snapshot().path))).toEqual(bytes);
    expect(await eventNames()).toEqual(['upload.ready']);
  });

  it('announces nothing that would be refused anyway', async () => {
    const { createUpload } = filesBench();
    const file = {
      purpose: 'avatar',
      name: 'a.png',
      mimeType: 'image/png',
      sha256: 'ab'.repeat(32),
    } as const;
    await expect(createUpload.execute({ actor: AWA, ...file, sizeBytes: 1e9 })).rejects.toThrow(
      UploadTooLarge,
    );
  });

  it('refuses the file of somebody else, and one nobody announced', async () => {
    const { announced, storeUploadContent, readUpload, storage, bytes } = filesBench();
    const { id } = await announced(AWA);
    const ben = anActor('ben');
    const send = (uploadId: string) =>
      storeUploadContent.execute({ actor: ben, uploadId, content: streamOf(bytes) });
    await expect(send(id)).rejects.toThrow(UploadNotFound);
    await expect(send('unknown')).rejects.toThrow(UploadNotFound);
    await expect(readUpload.execute({ actor: ben, uploadId: id })).rejects.toThrow(UploadNotFound);
    await expect(readUpload.execute({ actor: ben, uploadId: 'unknown' })).rejects.toThrow(UploadNotFound);
    expect(storage.paths()).toEqual([]);
  });

  it.each([
    ['fewer bytes', pngBytes(63)],
    ['more bytes', pngBytes(65)],
    ['other bytes', Uint8Array.from(pngBytes(64)).fill(7, 20)],
  ])('keeps nothing of %s than announced, which may be sent again rightly', async (_, wrong) => {
    const { announced, storeUploadContent, storage, bytes } = filesBench();
    const { id } = await announced(AWA);
    const send = (content: Uint8Array) =>
      storeUploadContent.execute({ actor: AWA, uploadId: id, content: streamOf(content) });
    await expect(send(wrong)).rejects.toThrow(ContentMismatch);
    expect(storage.paths()).toEqual([]);
    expect((await send(bytes)).snapshot().state).toBe('ready');
  });

  it('keeps nothing of a page that is called a picture', async () => {
    const { createUpload, storeUploadContent, storage } = filesBench();
    const page = textBytes('<html><script>alert(1)</script></html>');
    const upload = await createUpload.execute({
      actor: AWA,
      purpose: 'message',
      name: 'photo.png',
      mimeType: 'image/png',
      sizeBytes: page.length,
      sha256: await sha256Of(page),
    });
    const sent = storeUploadContent.execute({ actor: AWA, uploadId: upload.id, content: streamOf(page) });
    await expect(sent).rejects.toThrow(new ContentMismatch('type'));
    expect(storage.paths()).toEqual([]);
  });

  it('takes nothing once the file is ready, or too late', async () => {
    const { announced, ready, storeUploadContent, clock, bytes } = filesBench();
    const send = (uploadId: string) =>
      storeUploadContent.execute({ actor: AWA, uploadId, content: streamOf(bytes) });
    await expect(send((await ready(AWA)).id)).rejects.toThrow(UploadEventRefused);
    const late = await announced(AWA);
    clock.advance(HOUR);
    await expect(send(late.id)).rejects.toThrow(UploadExpired);
  });

  it('takes the bytes of one of two who send the same file at once', async () => {
    const { announced, storeUploadContent, storage, bytes } = filesBench();
    const { id } = await announced(AWA);
    const half = new Barrier(2);
    async function* slow(): ByteStream {
      yield bytes.slice(0, 10);
      await half.arrive();
      yield bytes.slice(10);
    }
    const first = storeUploadContent.execute({ actor: AWA, uploadId: id, content: slow() });
    const second = storeUploadContent.execute({ actor: AWA, uploadId: id, content: streamOf(pngBytes(10)) });
    await expect(second).rejects.toThrow(ContentAlreadySent);
    await half.arrive();
    expect((await first).snapshot().state).toBe('ready');
    expect(storage.paths()).toHaveLength(1);
  });

  it('removes what arrived too late, for a file that was given up meanwhile', async () => {
    const { announced, storeUploadContent, deleteUpload, storage, bytes } = filesBench();
    const { id } = await announced(AWA);
    async function* late(): ByteStream {
      yield bytes.slice(0, 10);
      await deleteUpload.execute({ actor: AWA, uploadId: id });
      yield bytes.slice(10);
    }
    const sent = storeUploadContent.execute({ actor: AWA, uploadId: id, content: late() });
    await expect(sent).rejects.toThrow(UploadNotFound);
    expect(storage.paths()).toEqual([]);
  });

  it('keeps the bytes when nobody knows whether the database took the file over', async () => {
    const { announced, storeUploadContent, database, storage, bytes } = filesBench();
    const { id } = await announced(AWA);
    async function* before(): ByteStream {
      yield await Promise.resolve(bytes);
      database.goOffline();
    }
    const sent = storeUploadContent.execute({ actor: AWA, uploadId: id, content: before() });
    await expect(sent).rejects.toThrow(Unavailable);
    expect(storage.paths()).toHaveLength(1);
  });

  it('passes on that the storage does not answer', async () => {
    const { announced, storeUploadContent, storage, bytes } = filesBench();
    const { id } = await announced(AWA);
    const send = () => storeUploadContent.execute({ actor: AWA, uploadId: id, content: streamOf(bytes) });
    storage.goDown();
    await expect(send()).rejects.toThrow(Unavailable);
    storage.comeBack();
    expect((await send()).snapshot().state).toBe('ready');
  });
});
