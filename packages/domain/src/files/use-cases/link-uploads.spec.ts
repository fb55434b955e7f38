import { anActor, filesBench } from '../../../testing/fakes/files/files-bench.js';
import { UploadNotReady, UploadNotYours, UploadPurposeMismatch } from '../model/upload-errors.js';
import { linkUploads } from './link-uploads.js';

const [AWA, BEN] = [anActor('awa'), anActor('ben')];
const HOLDER = { type: 'service', id: 'a-service' };

describe('linking files', () => {
  function setUp() {
    const bench = filesBench();
    const link = (uploadIds: readonly string[], actor = AWA) =>
      bench.unitOfWork.run(({ uploads }) =>
        linkUploads(uploads, {
          actor,
          purpose: 'service_media',
          holder: HOLDER,
          uploadIds,
          now: bench.clock.now(),
        }),
      );
    return { ...bench, link, linked: () => bench.uploads.linkedTo(HOLDER) };
  }

  it('links exactly the files given', async () => {
    const { ready, link, linked } = setUp();
    const [first, second] = [await ready(AWA), await ready(AWA)];
    await link([first.id, second.id]);
    expect(await linked()).toEqual([first.id, second.id]);
    await link([second.id]);
    expect(await linked()).toEqual([second.id]);
    await link([]);
    expect(await linked()).toEqual([]);
  });

  it('links nothing when one of the files is somebody else’s or not there', async () => {
    const { ready, link, linked } = setUp();
    const [mine, other] = [await ready(AWA), await ready(BEN)];
    await expect(link([mine.id, other.id])).rejects.toThrow(UploadNotYours);
    await expect(link([mine.id, 'unknown'])).rejects.toThrow(UploadNotYours);
    expect(await linked()).toEqual([]);
  });

  it('links no file that is not ready or was uploaded for something else', async () => {
    const { announced, ready, link } = setUp();
    await expect(link([(await announced(AWA)).id])).rejects.toThrow(UploadNotReady);
    await expect(link([(await ready(AWA, 'message')).id])).rejects.toThrow(UploadPurposeMismatch);
  });
});
