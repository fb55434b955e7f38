import { Transactional, type Within } from '../../kernel/index.js';
import type { Upload, UploadId } from '../model/upload.js';

/** What shows a file: the kind of thing, as its aggregate is called (`service`, `delivery`), and which. */
export interface UploadHolder {
  readonly type: string;
  readonly id: string;
}

/** Uploads, and what they are linked to. Purged ones are not found. */
export abstract class UploadRepository extends Transactional {
  /** @throws AlreadyExists */
  abstract add(upload: Upload, within?: Within): Promise<void>;

  /** @throws StaleVersion */
  abstract save(upload: Upload, within?: Within): Promise<void>;

  abstract find(id: UploadId, within?: Within): Promise<Upload | null>;

  /** Locks the row until the transaction ends. @throws UploadNotFound */
  abstract getForUpdate(id: UploadId, within?: Within): Promise<Upload>;

  /** Those of the ids that there are, locked in the order of their ids so that two callers never wait in a circle. */
  abstract listForUpdate(ids: readonly UploadId[], within?: Within): Promise<readonly Upload[]>;

  /** Links exactly these to the holder, in no order, and what it held before no more. */
  abstract setLinks(
    holder: UploadHolder,
    ids: readonly UploadId[],
    now: Date,
    within?: Within,
  ): Promise<void>;

  /** What is linked to the holder, by id. */
  abstract linkedTo(holder: UploadHolder, within?: Within): Promise<readonly UploadId[]>;

  /** Whether anything holds it. Lock the upload first: whoever links it does the same. */
  abstract isLinked(id: UploadId, within?: Within): Promise<boolean>;

  /**
   * At most `limit` uploads whose bytes are to be removed, oldest first: given up; announced and not sent
   * before they expired; or held by nothing and unchanged since `idleSince`.
   */
  abstract listToPurge(now: Date, idleSince: Date, limit: number): Promise<readonly UploadId[]>;
}
