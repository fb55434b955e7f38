import { anId, FakeClock, inMemoryStorage } from '@2krika/domain/testing';
import { PermissionMissing, RestoreUser, type Actor } from '../../identity/index.js';
import { RestoreCategory } from './restore-category.js';
import { RestoreService } from './restore-service.js';

describe('bringing back what was deleted', () => {
  it('is for nobody without the permission, whatever else they may', async () => {
    const { unitOfWork } = inMemoryStorage();
    const clock = new FakeClock();
    const actor: Actor = { userId: anId(), permissions: new Set(['services:moderate', 'users:suspend']) };
    const [id, reason] = [anId(), 'Par erreur'];
    const attempts = [
      () => new RestoreUser(unitOfWork, clock).execute({ actor, userId: id, reason }),
      () => new RestoreService(unitOfWork, clock).execute({ actor, serviceId: id, reason }),
      () => new RestoreCategory(unitOfWork, clock).execute({ actor, categoryId: id, reason }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow(PermissionMissing);
  });
});
