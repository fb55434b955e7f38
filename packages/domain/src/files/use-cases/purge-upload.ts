import type { UnitOfWork } from '../../kernel/index.js';
import type { Outbox } from '../../platform/index.js';
import type { Upload } from '../model/upload.js';
import type { FileStorage } from '../ports/file-storage.js';
import type { UploadRepository } from '../ports/upload-repository.js';

/** The ports that giving up a file and removing its bytes take. */
export type PurgeUnitOfWork = UnitOfWork<{ uploads: UploadRepository; outbox: Outbox }>;

/**
 * Removes the bytes of an upload that was given up, then says so. A kill in between leaves a row that is still
 * to be purged, and deleting again changes nothing.
 */
export async function purgeUpload(
  unitOfWork: PurgeUnitOfWork,
  storage: FileStorage,
  given: Upload,
  now: Date,
): Promise<void> {
  await storage.delete(given.snapshot().path);
  await unitOfWork.run(async ({ uploads, outbox }) => {
    const [upload] = await uploads.listForUpdate([given.id]);
    // Somebody else was as far.
    if (!upload) return;
    upload.purge(now);
    await uploads.save(upload);
    await outbox.publish(upload.pullEvents());
  });
}
