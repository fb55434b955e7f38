import type { Actor } from '../../identity/index.js';
import type { UploadId } from '../model/upload.js';
import { UploadNotFound } from '../model/upload-errors.js';
import type { ByteStream, FileStorage } from '../ports/file-storage.js';
import type { UploadAudience } from '../ports/upload-audience.js';
import type { UploadView, UploadViews } from '../ports/upload-views.js';

export interface Download {
  readonly upload: UploadView;
  readonly content: ByteStream;
}

/** Opens a file for whoever may see it. */
export class OpenDownload {
  constructor(
    private readonly uploads: UploadViews,
    private readonly audiences: readonly UploadAudience[],
    private readonly storage: FileStorage,
  ) {}

  /**
   * @param actor null for somebody who did not sign in
   * @throws UploadNotFound, also when it is not ready or not for this actor; Unavailable
   */
  async execute({
    actor,
    uploadId,
  }: {
    readonly actor: Actor | null;
    readonly uploadId: UploadId;
  }): Promise<Download> {
    const upload = await this.uploads.find(uploadId);
    if (upload?.state !== 'ready' || !(await this.maySee(actor, upload))) throw new UploadNotFound(uploadId);
    return { upload, content: await this.storage.open(upload.path) };
  }

  private async maySee(actor: Actor | null, { id, ownerId, visibility }: UploadView): Promise<boolean> {
    if (visibility === 'public') return true;
    if (!actor) return false;
    if (actor.userId === ownerId) return true;
    if (visibility === 'restricted') return false;
    const answers = await Promise.all(this.audiences.map((audience) => audience.includes(actor.userId, id)));
    return answers.includes(true);
  }
}
