import { aCategory } from '../../../testing/factories/catalogue/category-factory.js';
import { anUpload } from '../../../testing/factories/files/upload-factory.js';
import { aUser } from '../../../testing/factories/identity/user-factory.js';
import { catalogueBench } from '../../../testing/fakes/catalogue/catalogue-bench.js';
import { UploadNotReady, UploadNotYours, UploadPurposeMismatch } from '../../files/index.js';
import { StaleVersion } from '../../kernel/index.js';
import { AmountNotChargeable } from '../../platform/index.js';
import { CategoryNotFound } from '../model/category-errors.js';
import {
  CategoryNotActive,
  InvalidService,
  SellerNotActive,
  ServiceContentApproved,
  ServiceNotFound,
  ServiceSlugTaken,
} from '../model/service-errors.js';
import { CreateService, type CreateServiceInput } from './create-service.js';
import { SetServiceMedia } from './set-service-media.js';
import { UpdateService } from './update-service.js';

async function setUp() {
  const bench = await catalogueBench();
  const { unitOfWork, ids, clock } = bench;
  const createService = new CreateService(unitOfWork, ids, clock);
  const offer: CreateServiceInput = {
    actor: bench.seller,
    categoryId: bench.category.id,
    title: 'Un logo professionnel',
    description: 'Trois propositions.',
    basicPrice: 10_000n,
    currency: 'XAF',
    deliveryDays: 3,
    revisionsIncluded: 2,
    tags: ['logo'],
  };
  return {
    ...bench,
    create: (overrides: Partial<CreateServiceInput> = {}) =>
      createService.execute({ ...offer, ...overrides }),
    updateService: new UpdateService(unitOfWork, clock),
    setServiceMedia: new SetServiceMedia(unitOfWork, clock),
  };
}

describe('creating a service', () => {
  it('stores a draft of the actor', async () => {
    const { create, services, seller, category, clock } = await setUp();
    const created = await create();
    expect((await services.find(created.id))?.snapshot()).toMatchObject({
      ownerId: seller.userId,
      categoryId: category.id,
      status: 'draft',
      slug: 'un-logo-professionnel',
      createdAt: clock.now(),
    });
  });

  it.each([
    ['suspended', { suspendedAt: new Date(0) }],
    ['unverified', { isActive: false, emailVerifiedAt: null }],
  ])('is not for somebody who is %s', async (_, facts) => {
    const { create, users, actorOf } = await setUp();
    const user = aUser(facts);
    await users.add(user);
    await expect(create({ actor: actorOf(user.id) })).rejects.toThrow(SellerNotActive);
  });

  it('is not for somebody who is gone', async () => {
    const { create, stranger } = await setUp();
    await expect(create({ actor: stranger })).rejects.toThrow(SellerNotActive);
  });

  it('needs a category that takes services', async () => {
    const { create, categories } = await setUp();
    const closed = aCategory({ isActive: false });
    await categories.add(closed);
    await expect(create({ categoryId: 'unknown' })).rejects.toThrow(CategoryNotFound);
    await expect(create({ categoryId: closed.id })).rejects.toThrow(CategoryNotActive);
  });

  it('needs a price that every operator of its currency can carry', async () => {
    const { create, paymentChannels, clock } = await setUp();
    const [channel] = await paymentChannels.list();
    if (!channel) throw new Error('There are channels.');
    await paymentChannels.put({ ...channel, currency: 'XAF', code: 'coarse', step: 25n }, clock.now());
    await expect(create({ basicPrice: 10_005n })).rejects.toThrow(AmountNotChargeable);
    await create({ basicPrice: 10_005n, currency: 'XOF' });
    await create({ basicPrice: 10_025n, title: 'Une affiche' });
  });

  it('needs a title its seller has not used', async () => {
    const { create } = await setUp();
    await create();
    await expect(create()).rejects.toThrow(ServiceSlugTaken);
  });
});

describe('updating a service', () => {
  it('changes texts and terms at once, and the version', async () => {
    const { added, updateService, services, categories, seller } = await setUp();
    const [service, category] = [await added({ status: 'draft' }), aCategory()];
    await categories.add(category);
    const updated = await updateService.execute({
      actor: seller,
      serviceId: service.id,
      expectedVersion: 0,
      content: { title: 'Une affiche', categoryId: category.id },
      terms: { basicPrice: 15_000n },
    });
    const stored = await services.find(service.id);
    expect(stored?.snapshot()).toEqual(updated.snapshot());
    expect(stored?.snapshot()).toMatchObject({
      title: 'Une affiche',
      categoryId: category.id,
      basicPrice: 15_000n,
      tags: service.snapshot().tags,
      version: 1,
    });
  });

  it('is refused to others, to whoever looked at an older version, and with a category nobody knows', async () => {
    const { added, updateService, seller, moderator, stranger } = await setUp();
    const { id: serviceId } = await added();
    const terms = { deliveryDays: 5 };
    for (const actor of [moderator, stranger]) {
      await expect(updateService.execute({ actor, serviceId, terms })).rejects.toThrow(ServiceNotFound);
    }
    const refused = updateService.execute({ actor: seller, serviceId, terms, expectedVersion: 7 });
    await expect(refused).rejects.toThrow(StaleVersion);
    const content = { categoryId: 'unknown' };
    await expect(updateService.execute({ actor: seller, serviceId, content })).rejects.toThrow(
      CategoryNotFound,
    );
    await expect(updateService.execute({ actor: seller, serviceId: 'unknown' })).rejects.toThrow(
      ServiceNotFound,
    );
  });

  it('leaves the texts of a live service alone where somebody moderates, and its terms free', async () => {
    const { added, updateService, settings, clock, seller } = await setUp();
    const { id: serviceId } = await added();
    const content = { title: 'Nouveau titre' };
    await updateService.execute({ actor: seller, serviceId, content });
    await settings.set('services.auto_approve', false, clock.now());
    await expect(updateService.execute({ actor: seller, serviceId, content })).rejects.toThrow(
      ServiceContentApproved,
    );
    const updated = await updateService.execute({ actor: seller, serviceId, terms: { deliveryDays: 9 } });
    expect(updated.snapshot().deliveryDays).toBe(9);
  });

  it('writes nothing when a part of it is refused', async () => {
    const { added, updateService, services, seller } = await setUp();
    const service = await added();
    const refused = updateService.execute({
      actor: seller,
      serviceId: service.id,
      content: { title: 'Nouveau titre' },
      terms: { basicPrice: 7n },
    });
    await expect(refused).rejects.toThrow(AmountNotChargeable);
    expect((await services.find(service.id))?.snapshot()).toEqual(service.snapshot());
  });
});

describe('choosing the pictures of a service', () => {
  it('shows them and holds them, and lets go of those it showed before', async () => {
    const { added, setServiceMedia, services, uploads, pictures, seller } = await setUp();
    const { id: serviceId } = await added({ media: [] });
    const [first, second] = pictures.map(({ id }) => id);
    if (first === undefined || second === undefined) throw new Error('There are two pictures.');
    const show = (...uploadIds: string[]) => setServiceMedia.execute({ actor: seller, serviceId, uploadIds });
    await show(second, first);
    expect((await services.find(serviceId))?.snapshot().media).toEqual([second, first]);
    expect(await uploads.isLinked(first)).toBe(true);
    await show(second);
    expect((await services.find(serviceId))?.snapshot().media).toEqual([second]);
    expect(await uploads.isLinked(first)).toBe(false);
    expect(await uploads.linkedTo({ type: 'service', id: serviceId })).toEqual([second]);
  });

  it('takes no picture that is somebody else’s, not ready, for something else or shown twice', async () => {
    const { added, setServiceMedia, uploads, services, pictures, seller } = await setUp();
    const service = await added();
    const show = (...uploadIds: string[]) =>
      setServiceMedia.execute({ actor: seller, serviceId: service.id, uploadIds });
    const foreign = anUpload('ben');
    const unready = anUpload(seller.userId, { state: 'initiated' });
    const message = anUpload(seller.userId, { purpose: 'message' });
    for (const upload of [foreign, unready, message]) await uploads.add(upload);
    const mine = pictures[0]?.id ?? '';
    await expect(show(mine, foreign.id)).rejects.toThrow(UploadNotYours);
    await expect(show(unready.id)).rejects.toThrow(UploadNotReady);
    await expect(show(message.id)).rejects.toThrow(UploadPurposeMismatch);
    await expect(show(mine, mine)).rejects.toThrow(InvalidService);
    expect((await services.find(service.id))?.snapshot()).toEqual(service.snapshot());
    expect(await uploads.isLinked(mine)).toBe(false);
  });

  it('is refused to others, and to whoever looked at an older version', async () => {
    const { added, setServiceMedia, seller, stranger } = await setUp();
    const { id: serviceId } = await added();
    const show = { serviceId, uploadIds: [] };
    await expect(setServiceMedia.execute({ actor: stranger, ...show })).rejects.toThrow(ServiceNotFound);
    await expect(setServiceMedia.execute({ actor: seller, ...show, expectedVersion: 4 })).rejects.toThrow(
      StaleVersion,
    );
  });

  it('leaves those of a live service alone where somebody moderates', async () => {
    const { added, setServiceMedia, settings, clock, pictures, seller } = await setUp();
    const { id: serviceId } = await added();
    await settings.set('services.auto_approve', false, clock.now());
    const uploadIds = pictures.map(({ id }) => id);
    await expect(setServiceMedia.execute({ actor: seller, serviceId, uploadIds })).rejects.toThrow(
      ServiceContentApproved,
    );
  });
});
