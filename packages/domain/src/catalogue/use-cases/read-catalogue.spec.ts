import { aCategory } from '../../../testing/factories/catalogue/category-factory.js';
import { anOption } from '../../../testing/factories/catalogue/service-factory.js';
import { catalogueBench } from '../../../testing/fakes/catalogue/catalogue-bench.js';
import { InvalidCursor, InvalidPage } from '../../kernel/index.js';
import { ServiceNotFound } from '../model/service-errors.js';
import { ListCategories } from './list-categories.js';
import { ListOwnServices } from './list-own-services.js';
import { ListServices } from './list-services.js';
import { ReadService } from './read-service.js';

async function setUp() {
  const bench = await catalogueBench();
  const { catalogueViews } = bench;
  return {
    ...bench,
    listServices: new ListServices(catalogueViews),
    listOwnServices: new ListOwnServices(catalogueViews),
    readService: new ReadService(catalogueViews),
    listCategories: new ListCategories(catalogueViews),
  };
}

describe('listing services', () => {
  it('shows what can be bought, by page or by cursor, as the client likes', async () => {
    const { added, listServices, category } = await setUp();
    for (const day of [3, 2, 1]) await added({ createdAt: new Date(Date.UTC(2026, 0, day)) });
    await added({ status: 'paused' });
    const filter = { categoryId: category.id };
    const page = await listServices.execute({ ...filter, page: 2, limit: 2 });
    expect(page).toMatchObject({ count: 3, page: 2, limit: 2, totalPages: 2 });
    const head = await listServices.execute({ ...filter, cursor: '', limit: 2 });
    expect(head).toMatchObject({ hasMore: true, prevCursor: null });
    if (!('nextCursor' in head) || head.nextCursor === null) throw new Error('There is more.');
    const tail = await listServices.execute({ ...filter, limit: 2, cursor: head.nextCursor });
    expect(tail.results).toEqual(page.results);
    expect((await listServices.execute({})).results).toEqual([...head.results, ...tail.results]);
    expect(await listServices.execute({ categoryId: 'unknown' })).toMatchObject({ count: 0 });
  });

  it('refuses pages and cursors that cannot be', async () => {
    const { listServices, listOwnServices, seller } = await setUp();
    const ask = async (execute: () => Promise<unknown>) => execute();
    await expect(ask(() => listServices.execute({ page: 0 }))).rejects.toThrow(InvalidPage);
    await expect(ask(() => listServices.execute({ limit: 101 }))).rejects.toThrow(InvalidPage);
    await expect(ask(() => listServices.execute({ cursor: '!' }))).rejects.toThrow(InvalidCursor);
    await expect(ask(() => listOwnServices.execute({ actor: seller, page: -1 }))).rejects.toThrow(
      InvalidPage,
    );
  });

  it('shows a seller all that is theirs', async () => {
    const { added, listOwnServices, seller, stranger } = await setUp();
    const draft = await added({ status: 'draft' });
    const page = await listOwnServices.execute({ actor: seller, page: 1, limit: 10 });
    expect(page).toMatchObject({ count: 1, limit: 10, results: [{ id: draft.id, status: 'draft' }] });
    expect(await listOwnServices.execute({ actor: stranger })).toMatchObject({ count: 0 });
  });
});

describe('reading a service', () => {
  const options = [anOption(), anOption({ isActive: false })];

  it('shows anybody a live one, with the options that can be bought', async () => {
    const { added, readService, stranger } = await setUp();
    const { id: serviceId } = await added({ options });
    for (const actor of [null, stranger]) {
      const page = await readService.execute({ actor, serviceId });
      expect(page).toMatchObject({ id: serviceId, options: options.slice(0, 1) });
    }
  });

  it('shows its seller and moderators all of it, whatever its status', async () => {
    const { added, readService, seller, moderator } = await setUp();
    for (const status of ['draft', 'suspended', 'active'] as const) {
      const { id: serviceId } = await added({ options, status });
      for (const actor of [seller, moderator]) {
        expect(await readService.execute({ actor, serviceId })).toMatchObject({ status, options });
      }
    }
  });

  it('hides from others one that is not live, and shows nobody one that is not there', async () => {
    const { added, readService, seller, stranger } = await setUp();
    const { id: serviceId } = await added({ status: 'paused' });
    for (const actor of [null, stranger]) {
      await expect(readService.execute({ actor, serviceId })).rejects.toThrow(ServiceNotFound);
    }
    await expect(readService.execute({ actor: seller, serviceId: 'unknown' })).rejects.toThrow(
      ServiceNotFound,
    );
  });
});

describe('listing categories', () => {
  it('shows the active ones as a tree', async () => {
    const { listCategories, categories, category } = await setUp();
    const child = aCategory({ parentId: category.id, depth: 2 });
    const closed = aCategory({ isActive: false });
    for (const added of [child, closed]) await categories.add(added);
    expect(await listCategories.execute()).toMatchObject([
      { id: category.id, children: [{ id: child.id, children: [] }] },
    ]);
  });
});
