import type { Actor } from '../../identity/index.js';
import type { UploadId } from '../model/upload.js';
import { UploadNotFound } from '../model/upload-errors.js';
import type { UploadView, UploadViews } from '../ports/upload-views.js';

/** Shows its owner what became of an upload. */
export class ReadUpload {
  constructor(private readonly uploads: UploadViews) {}

  /** @throws UploadNotFound */
  async execute({
    actor,
    uploadId,
  }: {
    readonly actor: Actor;
    readonly uploadId: UploadId;
  }): Promise<UploadView> {
    const upload = await this.uploads.find(uploadId);
    if (upload?.ownerId !== actor.userId) throw new UploadNotFound(uploadId);
    return upload;
  }
}
