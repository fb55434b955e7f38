import type { UploadRepository, UploadViews, UserRepository } from '@2krika/domain';
import { anUpload } from '../../factories/files/upload-factory.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import type { Open } from '../open.js';

export interface UploadViewsPorts {
  readonly users: UserRepository;
  readonly uploads: UploadRepository;
  readonly uploadViews: UploadViews;
}

export function uploadViewsContract(open: Open<UploadViewsPorts>): void {
  describe('UploadViews', () => {
    it('shows everything of an upload but what guards its changes', async () => {
      const { users, uploads, uploadViews } = await open();
      const owner = aUser();
      await users.add(owner);
      const upload = anUpload(owner.id, { state: 'stored', purpose: 'message', visibility: 'parties' });
      await uploads.add(upload);
      const { version, updatedAt, deletedAt, ...shown } = upload.snapshot();
      expect(await uploadViews.find(upload.id)).toEqual(shown);
    });

    it('shows nothing of an upload that is not there or purged', async () => {
      const { users, uploads, uploadViews } = await open();
      const owner = aUser();
      await users.add(owner);
      const purged = anUpload(owner.id, { state: 'purged', deletedAt: TEST_EPOCH });
      await uploads.add(purged);
      expect(await uploadViews.find(purged.id)).toBeNull();
      expect(await uploadViews.find(anId())).toBeNull();
    });
  });
}
