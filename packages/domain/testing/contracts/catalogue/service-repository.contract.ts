import {
  SaleNotRecorded,
  ServiceNotActive,
  ServiceNotFound,
  ServiceSlugTaken,
  StaleVersion,
  type CatalogueViews,
  type Service,
  type ServiceRecord,
  type ServiceRepository,
  type UnitOfWork,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import {
  anOption,
  aPackage,
  aRequirement,
  everyRequirement,
  inThreeSizes,
} from '../../factories/catalogue/service-factory.js';
import { anId, TEST_EPOCH, unique } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';
import { aMarket, type CataloguePorts, type Market } from './catalogue-ports.js';

export interface ServiceRepositoryPorts extends CataloguePorts {
  /** Shows the counters, which the repository only writes. */
  readonly catalogueViews: CatalogueViews;
  readonly unitOfWork: UnitOfWork<{ services: ServiceRepository }>;
}

const LATER = new Date('2026-02-01T10:20:30.456Z');

/** Every status a service can be found in; between them, every field has another value than the factory's. */
function everyStatus({ media }: Market): Readonly<Record<string, Partial<ServiceRecord>>> {
  const slug = `affiche-${unique()}`;
  return {
    draft: {
      status: 'draft',
      publishedAt: null,
      title: 'Une affiche',
      slug,
      description: 'Deux formats.\n\nImpression non comprise.',
      tags: [],
    },
    pending_review: {
      status: 'pending_review',
      basicPrice: 9_007_199_254_740_991n,
      currency: 'XOF',
      deliveryDays: 365,
      packages: [aPackage({ tier: 'premium', price: 9_223_372_036_854_775_807n, title: 'Sans limite' })],
    },
    active: {
      status: 'active',
      options: [
        anOption({ description: 'En 24 h', price: 5n, extraDays: -1, maxQuantity: 4, isActive: false }),
        anOption({ title: 'Format géant', extraDays: 12 }),
      ],
      ...inThreeSizes(),
      ...everyRequirement(),
      media,
    },
    rejected: { status: 'rejected', rejectionReason: 'Image floue', revisionsIncluded: null },
    paused: { status: 'paused', revisionsIncluded: 0, media: media.slice(1).reverse() },
    suspended: { status: 'suspended', rejectionReason: 'Plaintes', publishedAt: LATER },
  };
}

const STATUSES = ['draft', 'pending_review', 'active', 'rejected', 'paused', 'suspended'];

export function serviceRepositoryContract(open: Open<ServiceRepositoryPorts>): void {
  describe('ServiceRepository', () => {
    let ports: ServiceRepositoryPorts;
    let services: ServiceRepository;
    let market: Market;

    beforeEach(async () => {
      ports = await open();
      ({ services } = ports);
      market = await aMarket(ports);
    });

    async function added(overrides: Partial<ServiceRecord> = {}): Promise<Service> {
      const service = market.service(overrides);
      await services.add(service);
      return service;
    }

    async function countsOf({ id }: Service) {
      const page = await ports.catalogueViews.findService(id);
      return [page?.salesCount, page?.completedCount];
    }

    it('answers null, or refuses, for a service nobody added', async () => {
      expect(await services.find(anId())).toBeNull();
      await expect(ports.unitOfWork.run((scope) => scope.services.getForUpdate(anId()))).rejects.toThrow(
        ServiceNotFound,
      );
    });

    it.each(STATUSES)('gives back an added service that is %s as it was', async (status) => {
      const service = await added(everyStatus(market)[status]);
      expect((await services.find(service.id))?.snapshot()).toEqual(service.snapshot());
    });

    it.each(STATUSES)('gives back a service that became %s as it was saved', async (status) => {
      const changed = market.changed(await added(), { ...everyStatus(market)[status], updatedAt: LATER });
      await services.save(changed);
      expect(changed.version).toBe(1);
      expect((await services.find(changed.id))?.snapshot()).toEqual(changed.snapshot());
    });

    it('keeps options and media as they were set last, in their order', async () => {
      const [first, second, third] = [anOption(), anOption(), anOption({ title: 'Autre' })];
      const service = await added({ options: [first, second], media: market.media });
      const changed = market.changed(service, {
        options: [third, { ...first, price: 7_500n }],
        media: [...market.media].reverse().slice(0, 2),
      });
      await services.save(changed);
      expect((await services.find(service.id))?.snapshot()).toEqual(changed.snapshot());
      const emptied = market.changed(changed, { options: [], media: [] });
      await services.save(emptied);
      expect((await services.find(service.id))?.snapshot()).toEqual(emptied.snapshot());
    });

    it('keeps packages and questions as they were set last, whatever came and went before', async () => {
      const [basic, standard, premium] = inThreeSizes().packages;
      if (!basic || !standard || !premium) throw new Error('There are three.');
      const { requirements } = everyRequirement();
      let service = await added({ packages: [basic, standard, premium], requirements });
      const again = aPackage({ title: 'De retour' });
      for (const changes of [
        { packages: [basic, { ...premium, title: null, features: ['Source'], price: 40_000n }] },
        { packages: [basic, again, premium], requirements: [...requirements].reverse() },
        { packages: [basic], requirements: [aRequirement({ prompt: 'Seule ?' })], basicPrice: 12_500n },
        { requirements: [] },
      ]) {
        service = market.changed(service, changes);
        await services.save(service);
        expect((await services.find(service.id))?.snapshot()).toEqual(service.snapshot());
      }
    });

    it('shows no change that was not saved', async () => {
      const service = await added();
      service.setMedia(market.media, false, LATER);
      expect((await services.find(service.id))?.snapshot().media).toEqual([]);
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const [service, fresh] = [await added(), market.service({ options: [anOption()], ...inThreeSizes() })];
      const work = ports.unitOfWork.run(async (scope) => {
        await scope.services.add(fresh);
        await scope.services.save(market.changed(service, { ...everyRequirement(), ...inThreeSizes() }));
        await scope.services.recordSale(fresh.id, LATER);
        expect(await scope.services.find(fresh.id)).not.toBeNull();
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await services.find(fresh.id)).toBeNull();
      expect((await services.find(service.id))?.snapshot()).toEqual(service.snapshot());
    });

    it('writes in the transaction it is given, and not before that commits', async () => {
      const [service, sold] = [market.service(), await added()];
      const transaction = await services.begin();
      try {
        await services.add(service, { transaction });
        await services.recordSale(sold.id, LATER, { transaction });
        expect(await services.find(service.id)).toBeNull();
        expect(await countsOf(sold)).toEqual([0, 0]);
        expect((await services.find(service.id, { transaction }))?.id).toBe(service.id);
        await transaction.commit();
      } finally {
        await transaction.rollback();
      }
      expect((await services.find(service.id))?.id).toBe(service.id);
      expect(await countsOf(sold)).toEqual([1, 0]);
    });

    it('refuses the id of another service, and a slug its owner has', async () => {
      const service = await added();
      const { id, slug } = service.snapshot();
      await expect(services.add(market.service({ id }))).rejects.toMatchObject({
        code: 'kernel.already_exists',
      });
      await expect(services.add(market.service({ slug }))).rejects.toThrow(ServiceSlugTaken);
      const other = await added();
      await expect(services.save(market.changed(other, { slug }))).rejects.toThrow(ServiceSlugTaken);
      const elsewhere = await aMarket(ports);
      await expect(services.add(elsewhere.service({ slug }))).resolves.toBeUndefined();
    });

    it('forgets an archived service, whose slug is free again', async () => {
      const service = await added();
      await services.save(market.changed(service, { status: 'archived', deletedAt: LATER }));
      expect(await services.find(service.id)).toBeNull();
      await expect(ports.unitOfWork.run((scope) => scope.services.getForUpdate(service.id))).rejects.toThrow(
        ServiceNotFound,
      );
      const { slug } = service.snapshot();
      await expect(services.add(market.service({ slug }))).resolves.toBeUndefined();
    });

    it('gives an archived service as it was to whoever asks for it, and keeps it once it is none', async () => {
      const service = await added({ options: [anOption()], media: market.media });
      await services.save(market.changed(service, { status: 'archived', deletedAt: LATER }));
      const asArchived = { ...service.snapshot(), status: 'archived', deletedAt: LATER, version: 1 };
      await ports.unitOfWork.run(async (scope) => {
        const archived = await scope.services.getEvenArchivedForUpdate(service.id);
        expect(archived.snapshot()).toEqual(asArchived);
        await scope.services.save(market.changed(archived, { status: 'paused', deletedAt: null }));
      });
      expect((await services.find(service.id))?.snapshot()).toMatchObject({ status: 'paused', version: 2 });
      const nobody = ports.unitOfWork.run((scope) => scope.services.getEvenArchivedForUpdate(anId()));
      await expect(nobody).rejects.toThrow(ServiceNotFound);
    });

    it('refuses to save what somebody else saved since', async () => {
      const service = await added();
      const gone = { status: 'paused', options: [anOption()], requirements: [aRequirement()] } as const;
      const stale = market.changed(service, { ...gone, packages: [aPackage()] });
      await services.save(service);
      await expect(services.save(stale)).rejects.toThrow(StaleVersion);
      await expect(services.save(market.service())).rejects.toThrow(StaleVersion);
      expect((await services.find(service.id))?.snapshot()).toEqual(service.snapshot());
    });

    it('counts sales and completions beside the version, so that no edit is refused for an order', async () => {
      const service = await added();
      await services.recordSale(service.id, LATER);
      await services.recordSale(service.id, LATER);
      await services.recordCompletion(service.id, LATER);
      expect(await countsOf(service)).toEqual([2, 1]);
      await services.save(market.changed(service, { title: 'Autre titre' }));
      expect(await countsOf(service)).toEqual([2, 1]);
      await services.releaseSale(service.id, LATER);
      expect(await countsOf(service)).toEqual([1, 1]);
    });

    it('says when it was last sold', async () => {
      const service = await added();
      await services.recordSale(service.id, LATER);
      expect((await services.find(service.id))?.snapshot()).toEqual({
        ...service.snapshot(),
        updatedAt: LATER,
      });
    });

    it('ends no more sales than were made', async () => {
      const service = await added();
      await expect(services.releaseSale(service.id, LATER)).rejects.toThrow(SaleNotRecorded);
      await expect(services.recordCompletion(service.id, LATER)).rejects.toThrow(SaleNotRecorded);
      await services.recordSale(service.id, LATER);
      await services.recordCompletion(service.id, LATER);
      await expect(services.releaseSale(service.id, LATER)).rejects.toThrow(SaleNotRecorded);
      await expect(services.recordCompletion(service.id, LATER)).rejects.toThrow(SaleNotRecorded);
      await expect(services.releaseSale(anId(), LATER)).rejects.toThrow(SaleNotRecorded);
      expect(await countsOf(service)).toEqual([1, 1]);
    });

    it.each(STATUSES.filter((status) => status !== 'active'))(
      'sells no service that is %s, and still ends the sales it had',
      async (status) => {
        const service = await added();
        await services.recordSale(service.id, LATER);
        await services.recordSale(service.id, LATER);
        await services.save(market.changed(service, everyStatus(market)[status] ?? {}));
        await expect(services.recordSale(service.id, LATER)).rejects.toThrow(ServiceNotActive);
        await services.releaseSale(service.id, LATER);
        await services.recordCompletion(service.id, LATER);
        expect(await countsOf(service)).toEqual([1, 1]);
      },
    );

    it('sells nothing that is archived or not there, and still ends the sales an archived service had', async () => {
      const service = await added();
      await services.recordSale(service.id, LATER);
      await services.save(market.changed(service, { status: 'archived', deletedAt: LATER }));
      await expect(services.recordSale(service.id, LATER)).rejects.toThrow(ServiceNotActive);
      await expect(services.recordSale(anId(), LATER)).rejects.toThrow(ServiceNotActive);
      await services.recordCompletion(service.id, LATER);
      await expect(services.recordCompletion(service.id, LATER)).rejects.toThrow(SaleNotRecorded);
    });

    it('counts twenty sales made at once', async () => {
      const service = await added();
      const { won } = await race(20, () => services.recordSale(service.id, LATER));
      expect(won).toHaveLength(20);
      expect(await countsOf(service)).toEqual([20, 0]);
    });

    it('gives a slug to exactly one of twenty who want it at once', async () => {
      const slug = `logo-${unique()}`;
      const { won, lost } = await race(20, () => services.add(market.service({ slug })));
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof ServiceSlugTaken)).toBe(true);
    });

    it('lets exactly one of twenty save the version all of them read', async () => {
      const service = await added();
      const { won, lost } = await race(20, (racer) =>
        services.save(market.changed(service, { options: [anOption({ title: `Option ${racer}` })] })),
      );
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof StaleVersion)).toBe(true);
      expect((await services.find(service.id))?.snapshot().options).toHaveLength(1);
    });

    it('makes twenty who lock the same service wait for each other', async () => {
      const service = await added({ deliveryDays: 1, updatedAt: TEST_EPOCH });
      await race(20, () =>
        ports.unitOfWork.run(async (scope) => {
          const locked = await scope.services.getForUpdate(service.id);
          const { deliveryDays } = locked.snapshot();
          await scope.services.save(market.changed(locked, { deliveryDays: deliveryDays + 1 }));
        }),
      );
      expect((await services.find(service.id))?.snapshot().deliveryDays).toBe(21);
    });
  });
}
