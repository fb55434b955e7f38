import type { UserId } from '../../identity/index.js';
import type { MimeType } from '../model/mime-type.js';
import type { UploadId } from '../model/upload.js';
import type { UploadState } from '../model/upload-process.js';
import type { UploadPurpose, UploadVisibility } from '../model/upload-purpose.js';

/** An upload as screens show it. */
export interface UploadView {
  readonly id: UploadId;
  readonly ownerId: UserId;
  readonly purpose: UploadPurpose;
  readonly visibility: UploadVisibility;
  readonly path: string;
  readonly name: string;
  readonly mimeType: MimeType;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly state: UploadState;
  readonly expiresAt: Date;
  readonly createdAt: Date;
}

/** What screens read of uploads. Rights are the use case's: the owner and the visibility come with the row. */
export abstract class UploadViews {
  /** Null also for one that was purged. */
  abstract find(id: UploadId): Promise<UploadView | null>;
}
