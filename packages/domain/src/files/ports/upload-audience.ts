import type { UserId } from '../../identity/index.js';
import type { UploadId } from '../model/upload.js';

/** Who, beside its owner, may see a file of visibility `parties`. The contexts that link files know. */
export abstract class UploadAudience {
  /** Whether the user is a party of anything the file is linked to. */
  abstract includes(userId: UserId, uploadId: UploadId): Promise<boolean>;
}
