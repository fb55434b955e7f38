import {
  after,
  cursorRequest,
  pageRequest,
  SECOND,
  type CatalogueViews,
  type Category,
  type Service,
  type ServiceCard,
  type ServiceRecord,
} from '@2krika/domain';
import { aCategory } from '../../factories/catalogue/category-factory.js';
import { anOption, everyRequirement, inThreeSizes } from '../../factories/catalogue/service-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { expectList } from '../list-walk.js';
import type { Open } from '../open.js';
import { aMarket, type CataloguePorts, type Market } from './catalogue-ports.js';

export interface CatalogueViewsPorts extends CataloguePorts {
  readonly catalogueViews: CatalogueViews;
}

const LATER = after(TEST_EPOCH, SECOND);

export function catalogueViewsContract(open: Open<CatalogueViewsPorts>): void {
  describe('CatalogueViews', () => {
    let ports: CatalogueViewsPorts;
    let views: CatalogueViews;
    let market: Market;

    beforeEach(async () => {
      ports = await open();
      views = ports.catalogueViews;
      market = await aMarket(ports);
    });

    async function added(overrides: Partial<ServiceRecord> = {}): Promise<Service> {
      const service = market.service(overrides);
      await ports.services.add(service);
      return service;
    }

    /** The card the service is to have, before anything of it was sold. */
    function cardOf(service: Service): ServiceCard {
      const { id, slug, title, basicPrice, currency, deliveryDays, status, createdAt, media } =
        service.snapshot();
      const { fullName, username } = market.owner.snapshot();
      const { slug: categorySlug, nameFr, nameEn } = market.category.snapshot();
      return {
        id,
        ...{ slug, title, basicPrice, currency, deliveryDays, status, createdAt, salesCount: 0 },
        coverUploadId: media[0] ?? null,
        owner: { id: market.owner.id, fullName, username },
        category: { id: market.category.id, slug: categorySlug, nameFr, nameEn },
      };
    }

    /** Five services of this market, newest first; the middle three were made in the same instant. */
    async function five(): Promise<readonly Service[]> {
      const made: Service[] = [];
      for (const seconds of [4, 2, 2, 2, 1]) {
        made.push(await added({ createdAt: after(TEST_EPOCH, seconds * SECOND) }));
      }
      return made.sort(
        (left, right) =>
          right.snapshot().createdAt.getTime() - left.snapshot().createdAt.getTime() ||
          (left.id < right.id ? 1 : -1),
      );
    }

    const idsOf = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id);
    const here = () => ({ categoryId: market.category.id });

    it('lists active services only, each with its owner, category and cover', async () => {
      const cover = await added({ media: market.media.slice(1), currency: 'XOF', deliveryDays: 9 });
      const plain = await added({ createdAt: LATER });
      for (const status of ['draft', 'pending_review', 'rejected', 'paused', 'suspended'] as const) {
        await added({ status });
      }
      await added({ status: 'archived', deletedAt: LATER });
      expect(await views.listServices(here(), pageRequest())).toEqual({
        results: [cardOf(plain), cardOf(cover)],
        count: 2,
        page: 1,
        limit: 20,
        totalPages: 1,
      });
    });

    it('lists services of all categories when none is asked for', async () => {
      const service = await added({ createdAt: new Date('2999-01-01T00:00:00.000Z') });
      const { results } = await views.listServices({}, pageRequest(1, 1));
      const { results: scrolled } = await views.listServices({}, cursorRequest(undefined, 1));
      expect(results).toEqual([cardOf(service)]);
      expect(scrolled).toEqual(results);
    });

    it('is read by page, and by cursor to its end and back, also what was made in the same instant', async () => {
      const ids = idsOf(await five());
      await expectList((request) => views.listServices(here(), request), ids);
      await expectList((request) => views.listOwnServices(market.owner.id, request), ids);
    });

    it('shows the same by cursor as by page, and nothing beyond its last page', async () => {
      await five();
      const page = await views.listServices(here(), pageRequest(1, 2));
      expect((await views.listServices(here(), cursorRequest('', 2))).results).toEqual(page.results);
      expect(await views.listServices(here(), pageRequest(4, 2))).toMatchObject({ results: [], count: 5 });
    });

    it('scrolls on where it was although another service came meanwhile', async () => {
      const ids = idsOf(await five());
      const { nextCursor } = await views.listServices(here(), cursorRequest(undefined, 2));
      await added({ createdAt: after(TEST_EPOCH, 60 * SECOND) });
      const next = await views.listServices(here(), cursorRequest(nextCursor ?? undefined, 2));
      expect(idsOf(next.results)).toEqual(ids.slice(2, 4));
    });

    it('finds in a category what is in those below it, and nothing beside', async () => {
      const below = (parent: Category) =>
        aCategory({ parentId: parent.id, depth: parent.snapshot().depth + 1 });
      const child = below(market.category);
      const grandchild = below(child);
      const sibling = below(market.category);
      for (const category of [child, grandchild, sibling]) await ports.categories.add(category);
      const deep = await added({ categoryId: grandchild.id, createdAt: LATER });
      const top = await added();
      const beside = await added({ categoryId: sibling.id, createdAt: after(LATER, SECOND) });
      const found = async (categoryId: string) =>
        idsOf((await views.listServices({ categoryId }, pageRequest())).results);
      expect(await found(market.category.id)).toEqual(idsOf([beside, deep, top]));
      expect(await found(child.id)).toEqual([deep.id]);
      expect(await found(anId())).toEqual([]);
      const scrolled = await views.listServices({ categoryId: child.id }, cursorRequest());
      expect(idsOf(scrolled.results)).toEqual([deep.id]);
    });

    it('lists to a seller all that is theirs, whatever its status, but what is archived', async () => {
      const draft = await added({ status: 'draft', publishedAt: null, createdAt: LATER });
      const active = await added();
      await added({ status: 'archived', deletedAt: LATER });
      const elsewhere = await aMarket(ports);
      await ports.services.add(elsewhere.service());
      const page = await views.listOwnServices(market.owner.id, pageRequest());
      expect(page).toMatchObject({ results: [cardOf(draft), cardOf(active)], count: 2 });
      expect(await views.listOwnServices(anId(), pageRequest())).toMatchObject({ results: [], count: 0 });
    });

    it('shows the whole of a service, with packages, options, questions and pictures in their order', async () => {
      const options = [
        anOption({ extraDays: -1, isActive: false, description: 'En 24 h', maxQuantity: 2 }),
        anOption({ title: 'Format géant', price: 9_007_199_254_740_990n }),
      ];
      const service = await added({
        options,
        ...inThreeSizes(),
        ...everyRequirement(),
        media: [...market.media].reverse(),
        status: 'rejected',
        rejectionReason: 'Image floue',
        revisionsIncluded: null,
        publishedAt: null,
      });
      const { description, tags, createdAt, version, packages, requirements } = service.snapshot();
      expect(packages).toHaveLength(3);
      expect(requirements).toHaveLength(3);
      expect(createdAt).toEqual(TEST_EPOCH);
      expect(await views.findService(service.id)).toEqual({
        ...cardOf(service),
        ...{ description, tags, version, packages, options, requirements },
        media: [...market.media].reverse(),
        revisionsIncluded: null,
        completedCount: 0,
        rejectionReason: 'Image floue',
        publishedAt: null,
        updatedAt: TEST_EPOCH,
      });
    });

    it('shows how often a service was sold and completed', async () => {
      const service = await added();
      await ports.services.recordSale(service.id, LATER);
      await ports.services.recordSale(service.id, LATER);
      await ports.services.recordCompletion(service.id, LATER);
      expect(await views.findService(service.id)).toMatchObject({
        salesCount: 2,
        completedCount: 1,
        publishedAt: TEST_EPOCH,
        updatedAt: LATER,
      });
      expect((await views.listServices(here(), pageRequest())).results).toMatchObject([{ salesCount: 2 }]);
    });

    it('shows nothing of a service that is archived or not there', async () => {
      const archived = await added({ status: 'archived', deletedAt: LATER });
      expect(await views.findService(archived.id)).toBeNull();
      expect(await views.findService(anId())).toBeNull();
    });

    it('lists active categories, parents before their children and siblings by position', async () => {
      const child = (position: number, isActive = true) =>
        aCategory({ parentId: market.category.id, depth: 2, position, isActive, description: 'Pagnes' });
      const [second, first, inactive] = [child(2), child(1), child(0, false)];
      for (const category of [second, first, inactive]) await ports.categories.add(category);
      const mine = new Set(idsOf([market.category, second, first, inactive]));
      const listed = (await views.listCategories()).filter(({ id }) => mine.has(id));
      expect(listed).toEqual(
        [market.category, first, second].map((category) => {
          const { id, parentId, slug, nameFr, nameEn, description } = category.snapshot();
          return { id, parentId, slug, nameFr, nameEn, description };
        }),
      );
    });
  });
}
