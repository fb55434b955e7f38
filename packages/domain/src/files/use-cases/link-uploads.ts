import type { Actor } from '../../identity/index.js';
import type { UploadId } from '../model/upload.js';
import { UploadNotYours } from '../model/upload-errors.js';
import type { UploadPurpose } from '../model/upload-purpose.js';
import type { UploadHolder, UploadRepository } from '../ports/upload-repository.js';

export interface LinkUploadsInput {
  readonly actor: Actor;
  readonly purpose: UploadPurpose;
  readonly holder: UploadHolder;
  /** All that the holder shows from now on. */
  readonly uploadIds: readonly UploadId[];
  readonly now: Date;
}

/**
 * Links the actor's own files to what shows them, in the transaction of whoever shows them. A linked file
 * cannot be deleted.
 * @throws UploadNotYours when one is absent or somebody else's; UploadPurposeMismatch; UploadNotReady
 */
export async function linkUploads(
  uploads: UploadRepository,
  { actor, purpose, holder, uploadIds, now }: LinkUploadsInput,
): Promise<void> {
  const found = new Map((await uploads.listForUpdate(uploadIds)).map((upload) => [upload.id, upload]));
  for (const id of uploadIds) {
    const upload = found.get(id);
    if (!upload) throw new UploadNotYours(id);
    upload.assertUsableBy(actor, purpose);
  }
  await uploads.setLinks(holder, uploadIds, now);
}
