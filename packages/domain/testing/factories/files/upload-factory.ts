import { after, HOUR, Upload, type UploadRecord, type UploadRepository } from '@2krika/domain';
import { createUser, type UserPorts } from '../identity/user-factory.js';
import { anId, TEST_EPOCH } from '../unique.js';

/** A picture of the owner's that is ready to be shown with a service. */
export function anUpload(ownerId: string, overrides: Partial<UploadRecord> = {}): Upload {
  const id = anId();
  return Upload.rehydrate({
    id,
    ownerId,
    purpose: 'service_media',
    visibility: 'public',
    path: `service_media/${id}`,
    name: 'affiche.png',
    mimeType: 'image/png',
    sizeBytes: 1_024,
    sha256: 'ab'.repeat(32),
    state: 'ready',
    expiresAt: after(TEST_EPOCH, HOUR),
    deletedAt: null,
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}

/** A picture that is ready, stored without its bytes; with an owner of its own unless told whose it is. */
export async function createUpload(
  { uploads, ...ports }: UserPorts & { readonly uploads: UploadRepository },
  { ownerId, ...overrides }: Partial<UploadRecord> = {},
): Promise<Upload> {
  const upload = anUpload(ownerId ?? (await createUser(ports)).id, overrides);
  await uploads.add(upload);
  return upload;
}
