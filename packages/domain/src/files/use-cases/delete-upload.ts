import type { Clock } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { UploadId } from '../model/upload.js';
import { UploadInUse } from '../model/upload-errors.js';
import type { FileStorage } from '../ports/file-storage.js';
import { purgeUpload, type PurgeUnitOfWork } from './purge-upload.js';

/** Removes a file its owner does not want any more. */
export class DeleteUpload {
  constructor(
    private readonly unitOfWork: PurgeUnitOfWork,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
  ) {}

  /** @throws UploadNotFound; UploadInUse while anything shows it; Unavailable: then the bytes are removed later */
  async execute({ actor, uploadId }: { readonly actor: Actor; readonly uploadId: UploadId }): Promise<void> {
    const now = this.clock.now();
    const given = await this.unitOfWork.run(async ({ uploads }) => {
      const upload = await uploads.getForUpdate(uploadId);
      upload.assertOwnedBy(actor);
      if (await uploads.isLinked(uploadId)) throw new UploadInUse(uploadId);
      upload.giveUp(now);
      await uploads.save(upload);
      return upload;
    });
    await purgeUpload(this.unitOfWork, this.storage, given, now);
  }
}
