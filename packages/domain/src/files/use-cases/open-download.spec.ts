import { bytesOf } from '../../../testing/factories/files/file-content.js';
import { anActor, filesBench } from '../../../testing/fakes/files/files-bench.js';
import { UploadNotFound } from '../model/upload-errors.js';

const [AWA, BEN, CHE] = [anActor('awa'), anActor('ben'), anActor('che')];

describe('downloading a file', () => {
  it('shows a public file to anybody', async () => {
    const { ready, openDownload, bytes } = filesBench();
    const { id } = await ready(AWA);
    for (const actor of [AWA, BEN, null]) {
      const { upload, content } = await openDownload.execute({ actor, uploadId: id });
      expect(upload).toMatchObject({ id, name: 'logo.png', mimeType: 'image/png', sizeBytes: bytes.length });
      expect(await bytesOf(content)).toEqual(bytes);
    }
  });

  it.each(['message', 'delivery'] as const)(
    'shows a file for a %s to its owner and the parties, and to nobody else',
    async (purpose) => {
      const { ready, openDownload, audience, bytes } = filesBench();
      const { id } = await ready(AWA, purpose);
      audience.let(BEN.userId, id);
      for (const actor of [AWA, BEN]) {
        const { content } = await openDownload.execute({ actor, uploadId: id });
        expect(await bytesOf(content)).toEqual(bytes);
      }
      for (const actor of [CHE, null]) {
        await expect(openDownload.execute({ actor, uploadId: id })).rejects.toThrow(UploadNotFound);
      }
    },
  );

  it('shows the picture of a document to its owner alone, whatever else it is linked to', async () => {
    const { ready, openDownload, audience, bytes } = filesBench();
    const { id } = await ready(AWA, 'identity');
    audience.let(BEN.userId, id);
    const { content } = await openDownload.execute({ actor: AWA, uploadId: id });
    expect(await bytesOf(content)).toEqual(bytes);
    for (const actor of [BEN, null]) {
      await expect(openDownload.execute({ actor, uploadId: id })).rejects.toThrow(UploadNotFound);
    }
  });

  it('shows no file that is not ready, or not there', async () => {
    const { announced, openDownload } = filesBench();
    const { id } = await announced(AWA);
    for (const uploadId of [id, 'unknown']) {
      await expect(openDownload.execute({ actor: AWA, uploadId })).rejects.toThrow(UploadNotFound);
    }
  });
});
