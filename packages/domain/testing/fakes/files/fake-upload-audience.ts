import { UploadAudience, type UploadId, type UserId } from '@2krika/domain';

/** Knows whom a test let in. */
export class FakeUploadAudience extends UploadAudience {
  private readonly parties = new Map<UploadId, ReadonlySet<UserId>>();

  let(userId: UserId, uploadId: UploadId): void {
    this.parties.set(uploadId, new Set([...(this.parties.get(uploadId) ?? []), userId]));
  }

  includes(userId: UserId, uploadId: UploadId): Promise<boolean> {
    return Promise.resolve(this.parties.get(uploadId)?.has(userId) === true);
  }
}
