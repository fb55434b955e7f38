import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { Outbox } from '../../platform/index.js';
import { FileExists, FileTooLarge } from '../model/storage-errors.js';
import type { StoredContent, Upload, UploadId } from '../model/upload.js';
import {
  ContentAlreadySent,
  ContentMismatch,
  UploadEventRefused,
  UploadExpired,
  UploadNotFound,
} from '../model/upload-errors.js';
import type { ByteStream, FileStorage } from '../ports/file-storage.js';
import type { UploadRepository } from '../ports/upload-repository.js';

export interface StoreUploadContentInput {
  readonly actor: Actor;
  readonly uploadId: UploadId;
  readonly content: ByteStream;
}

/** Takes the bytes of an announced file, checks them, and makes the file usable. */
export class StoreUploadContent {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ uploads: UploadRepository; outbox: Outbox }>,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws UploadNotFound; ContentMismatch, after which it may be sent again; ContentAlreadySent;
   *   UploadEventRefused; UploadExpired; Unavailable
   */
  async execute({ actor, uploadId, content }: StoreUploadContentInput): Promise<Upload> {
    const announced = await this.unitOfWork.run(({ uploads }) => uploads.find(uploadId));
    if (!announced) throw new UploadNotFound(uploadId);
    announced.assertOwnedBy(actor);
    announced.assertAwaitsContent(this.clock.now());
    const stored = await this.put(announced, content);
    try {
      return await this.settle(uploadId, stored);
    } catch (error) {
      // Any other failure may have come after the commit, and then the bytes are needed.
      if (isRefusal(error)) await this.storage.delete(announced.snapshot().path);
      throw error;
    }
  }

  private async put(upload: Upload, content: ByteStream): Promise<StoredContent> {
    const { path, sizeBytes } = upload.snapshot();
    try {
      return await this.storage.put(path, content, sizeBytes);
    } catch (error) {
      if (error instanceof FileTooLarge) throw new ContentMismatch('size');
      if (error instanceof FileExists) throw new ContentAlreadySent(upload.id);
      throw error;
    }
  }

  private settle(uploadId: UploadId, stored: StoredContent): Promise<Upload> {
    return this.unitOfWork.run(async ({ uploads, outbox }) => {
      const upload = await uploads.getForUpdate(uploadId);
      const now = this.clock.now();
      upload.store(stored, now);
      upload.pass(now);
      await uploads.save(upload);
      await outbox.publish(upload.pullEvents());
      return upload;
    });
  }
}

/** Whether nothing was written and these bytes will never be wanted: they are only in the way of the next. */
function isRefusal(error: unknown): boolean {
  return [ContentMismatch, UploadEventRefused, UploadExpired, UploadNotFound].some(
    (refusal) => error instanceof refusal,
  );
}
