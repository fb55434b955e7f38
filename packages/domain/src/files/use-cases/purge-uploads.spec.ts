import { anActor, filesBench } from '../../../testing/fakes/files/files-bench.js';
import { DAY, HOUR, Unavailable } from '../../kernel/index.js';
import type { UploadId } from '../model/upload.js';
import { UploadInUse, UploadNotFound } from '../model/upload-errors.js';

const [AWA, BEN] = [anActor('awa'), anActor('ben')];
const HOLDER = { type: 'service', id: 'a-service' };

describe('removing files', () => {
  it('removes the row and the bytes of a file its owner deletes, and says so', async () => {
    const { ready, deleteUpload, uploads, storage, eventNames } = filesBench();
    const { id } = await ready(AWA);
    await deleteUpload.execute({ actor: AWA, uploadId: id });
    expect(await uploads.find(id)).toBeNull();
    expect(storage.paths()).toEqual([]);
    expect(await eventNames()).toEqual(['upload.ready', 'upload.purged']);
    await expect(deleteUpload.execute({ actor: AWA, uploadId: id })).rejects.toThrow(UploadNotFound);
  });

  it('removes a file that was never sent', async () => {
    const { announced, deleteUpload, uploads } = filesBench();
    const { id } = await announced(AWA);
    await deleteUpload.execute({ actor: AWA, uploadId: id });
    expect(await uploads.find(id)).toBeNull();
  });

  it('removes nothing that is somebody else’s, or in use', async () => {
    const { ready, deleteUpload, uploads, storage, clock } = filesBench();
    const { id } = await ready(AWA);
    await expect(deleteUpload.execute({ actor: BEN, uploadId: id })).rejects.toThrow(UploadNotFound);
    await uploads.setLinks(HOLDER, [id], clock.now());
    await expect(deleteUpload.execute({ actor: AWA, uploadId: id })).rejects.toThrow(UploadInUse);
    expect(storage.paths()).toHaveLength(1);
    expect((await uploads.find(id))?.snapshot().state).toBe('ready');
  });

  it('removes later what the storage could not remove at once', async () => {
    const { ready, deleteUpload, purgeUploads, openDownload, uploads, storage } = filesBench();
    const { id } = await ready(AWA);
    storage.goDown();
    await expect(deleteUpload.execute({ actor: AWA, uploadId: id })).rejects.toThrow(Unavailable);
    await expect(purgeUploads.execute()).rejects.toThrow(Unavailable);
    storage.comeBack();
    await expect(openDownload.execute({ actor: AWA, uploadId: id })).rejects.toThrow(UploadNotFound);
    expect(storage.paths()).toHaveLength(1);
    expect(await purgeUploads.execute()).toBe(1);
    expect(await purgeUploads.execute()).toBe(0);
    expect(storage.paths()).toEqual([]);
    expect(await uploads.find(id)).toBeNull();
  });

  it('sweeps what was never sent after an hour, and what nothing holds after a day', async () => {
    const { announced, ready, purgeUploads, uploads, storage, clock } = filesBench();
    const held = await ready(AWA);
    await uploads.setLinks(HOLDER, [held.id], clock.now());
    const unsent = await announced(AWA);
    const idle = await ready(AWA);
    const remaining = async (...ids: readonly UploadId[]) =>
      Promise.all(ids.map(async (id) => (await uploads.find(id)) !== null));
    expect(await purgeUploads.execute()).toBe(0);
    clock.advance(HOUR);
    expect(await purgeUploads.execute()).toBe(1);
    expect(await remaining(held.id, unsent.id, idle.id)).toEqual([true, false, true]);
    clock.advance(DAY);
    expect(await purgeUploads.execute()).toBe(1);
    expect(await remaining(held.id, idle.id)).toEqual([true, false]);
    expect(storage.paths()).toEqual([held.snapshot().path]);
  });

  it('leaves alone what was linked, or purged, after it was found', async () => {
    const bench = filesBench();
    const [linked, purged] = [await bench.ready(AWA), await bench.ready(AWA)];
    bench.clock.advance(DAY + HOUR);
    const listToPurge = bench.uploads.listToPurge.bind(bench.uploads);
    bench.uploads.listToPurge = async (...of) => {
      const found = await listToPurge(...of);
      await bench.uploads.setLinks(HOLDER, [linked.id], bench.clock.now());
      await bench.deleteUpload.execute({ actor: AWA, uploadId: purged.id });
      return found;
    };
    expect(await bench.purgeUploads.execute()).toBe(2);
    expect(bench.storage.paths()).toEqual([linked.snapshot().path]);
    expect((await bench.eventNames()).filter((name) => name === 'upload.purged')).toHaveLength(1);
  });

  it('says once that a file is gone, though two workers remove it at once', async () => {
    const { ready, purgeUploads, clock, storage, eventNames } = filesBench();
    await ready(AWA);
    clock.advance(DAY + HOUR);
    await Promise.all([purgeUploads.execute(), purgeUploads.execute()]);
    expect(storage.paths()).toEqual([]);
    expect((await eventNames()).filter((name) => name === 'upload.purged')).toHaveLength(1);
  });
});
