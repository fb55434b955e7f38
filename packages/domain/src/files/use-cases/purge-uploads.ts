import { after, DAY, type Clock } from '../../kernel/index.js';
import type { Upload, UploadId } from '../model/upload.js';
import type { FileStorage } from '../ports/file-storage.js';
import type { UploadRepository } from '../ports/upload-repository.js';
import { purgeUpload, type PurgeUnitOfWork } from './purge-upload.js';

const BATCH = 50;
/** How long a file may be held by nothing: its owner may be writing the message it belongs to. */
const GRACE = DAY;

/** Removes the bytes of files nobody uses: given up, never sent whole, or held by nothing for a day. */
export class PurgeUploads {
  constructor(
    private readonly uploads: UploadRepository,
    private readonly unitOfWork: PurgeUnitOfWork,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
  ) {}

  /** Works through one batch. Answers how many uploads it looked at. @throws Unavailable */
  async execute(): Promise<number> {
    const now = this.clock.now();
    const due = await this.uploads.listToPurge(now, after(now, -GRACE), BATCH);
    for (const id of due) {
      const given = await this.giveUp(id, now);
      if (given) await purgeUpload(this.unitOfWork, this.storage, given, now);
    }
    return due.length;
  }

  /** Null when it was linked, or purged by another worker, in the meantime. */
  private giveUp(id: UploadId, now: Date): Promise<Upload | null> {
    return this.unitOfWork.run(async ({ uploads }) => {
      const [upload] = await uploads.listForUpdate([id]);
      if (!upload || (await uploads.isLinked(id))) return null;
      upload.giveUp(now);
      await uploads.save(upload);
      return upload;
    });
  }
}
