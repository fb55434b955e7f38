import { RestoreCategory, RestoreService, RestoreUser } from '@2krika/domain';
import {
  aCategory,
  anId,
  aService,
  aUser,
  FakeClock,
  inMemoryStorage,
  TEST_EPOCH,
} from '@2krika/domain/testing';
import { startServer, tokenOf, type RunningServer } from '../../../test/http/running-server.js';
import { restoreRoutes } from './restore-routes.js';

describe('what was deleted, over HTTP', () => {
  let storage: ReturnType<typeof inMemoryStorage>;
  let running: RunningServer;
  const staffId = anId();
  const token = tokenOf(staffId, 'records:restore');
  const deletedAt = TEST_EPOCH;

  beforeEach(async () => {
    storage = inMemoryStorage();
    const clock = new FakeClock(TEST_EPOCH);
    running = await startServer(
      restoreRoutes({
        restoreUser: new RestoreUser(storage.unitOfWork, clock),
        restoreService: new RestoreService(storage.unitOfWork, clock),
        restoreCategory: new RestoreCategory(storage.unitOfWork, clock),
      }),
    );
  });

  afterEach(() => running.stop());

  const restore = (path: string, options: object = {}) =>
    running.call('POST', `/v1/admin/${path}/restore`, { token, body: { reason: 'Par erreur' }, ...options });

  async function anArchivedService() {
    const [owner, category] = [aUser(), aCategory()];
    await storage.users.add(owner);
    await storage.categories.add(category);
    const service = aService({
      ...{ ownerId: owner.id, categoryId: category.id, status: 'archived', deletedAt },
    });
    await storage.services.add(service);
    return service;
  }

  it('is a user again, with whoever brought them back written down, once', async () => {
    const user = aUser({ deletedAt });
    await storage.users.add(user);
    for (let times = 0; times < 2; times += 1) expect((await restore(`users/${user.id}`)).status).toBe(204);
    expect((await storage.users.find(user.id))?.snapshot().email).toBe(user.snapshot().email);
    const written = await storage.auditLog.about('user', user.id, 10);
    expect(written).toMatchObject([{ actorId: staffId, action: 'records:restore', reason: 'Par erreur' }]);
    expect(written).toHaveLength(1);
  });

  it('stays deleted when somebody else has the address by now', async () => {
    const user = aUser({ deletedAt });
    await storage.users.add(user);
    await storage.users.add(aUser({ email: user.snapshot().email }));
    expect(await restore(`users/${user.id}`)).toMatchObject({
      ...{ status: 409, body: { code: 'identity.email_taken' } },
    });
    expect(await storage.users.find(user.id)).toBeNull();
    expect(await storage.auditLog.about('user', user.id, 10)).toEqual([]);
  });

  it('is a paused service again', async () => {
    const service = await anArchivedService();
    for (let times = 0; times < 2; times += 1) {
      expect(await restore(`services/${service.id}`)).toMatchObject({
        ...{ status: 200, body: { status: 'paused' } },
      });
    }
    expect((await storage.services.find(service.id))?.snapshot().status).toBe('paused');
    expect(await storage.auditLog.about('service', service.id, 10)).toHaveLength(1);
  });

  it('is no service when its seller has another under its address by now, and not one that was never archived', async () => {
    const service = await anArchivedService();
    const { ownerId, categoryId, slug } = service.snapshot();
    const other = aService({ ownerId, categoryId, slug });
    await storage.services.add(other);
    expect(await restore(`services/${service.id}`)).toMatchObject({
      ...{ status: 409, body: { code: 'service.slug_taken' } },
    });
    expect(await storage.services.find(service.id)).toBeNull();
    expect(await restore(`services/${other.id}`)).toMatchObject({
      ...{ status: 409, body: { code: 'service.event_refused' } },
    });
  });

  it('is a category again, once the one above it is', async () => {
    const parent = aCategory({ deletedAt });
    const child = aCategory({ parentId: parent.id, depth: 2, deletedAt });
    for (const category of [parent, child]) await storage.categories.add(category);
    expect(await restore(`categories/${child.id}`)).toMatchObject({
      ...{ status: 409, body: { code: 'category.parent_deleted' } },
    });
    for (const { id } of [parent, child]) expect((await restore(`categories/${id}`)).status).toBe(204);
    expect((await storage.categories.list()).map(({ id }) => id)).toEqual([parent.id, child.id]);
    expect(await storage.auditLog.about('category', child.id, 10)).toHaveLength(1);
  });

  it('is no category when another has its slug by now', async () => {
    const category = aCategory({ deletedAt });
    await storage.categories.add(category);
    await storage.categories.add(aCategory({ slug: category.snapshot().slug }));
    expect(await restore(`categories/${category.id}`)).toMatchObject({
      ...{ status: 409, body: { code: 'category.slug_taken' } },
    });
  });

  it.each(['users', 'services', 'categories'])(
    'of %s is brought back by nobody else, nor where there is nothing',
    async (kind) => {
      const others = tokenOf(anId(), 'users:suspend', 'services:moderate', 'catalogue:manage');
      expect((await restore(`${kind}/${anId()}`, { token: others })).status).toBe(403);
      expect((await restore(`${kind}/${anId()}`)).status).toBe(404);
      expect((await restore(`${kind}/${anId()}`, { body: {} })).status).toBe(422);
    },
  );
});
