import { catalogueBench } from '../../../testing/fakes/catalogue/catalogue-bench.js';
import { DEFAULT_CATEGORIES, type CategorySeed } from '../model/default-categories.js';
import { ListCategories } from './list-categories.js';
import { SeedCategories } from './seed-categories.js';

const count = (seeds: readonly CategorySeed[]): number =>
  seeds.reduce((sum, { children = [] }) => sum + 1 + count(children), 0);

async function setUp() {
  const bench = await catalogueBench();
  const seedCategories = new SeedCategories(bench.unitOfWork, bench.ids, bench.clock);
  return { ...bench, seedCategories };
}

describe('the categories to begin with', () => {
  it('are written as a tree, in their order', async () => {
    const { seedCategories, catalogueViews, category } = await setUp();
    await seedCategories.execute();
    const tree = await new ListCategories(catalogueViews).execute();
    const seeded = tree.filter(({ id }) => id !== category.id);
    const shapeOf = (nodes: readonly CategorySeed[]): unknown =>
      nodes.map(({ slug, nameFr, nameEn, children = [] }) => ({
        slug,
        nameFr,
        nameEn,
        children: shapeOf(children),
      }));
    expect(shapeOf(seeded)).toEqual(shapeOf(DEFAULT_CATEGORIES));
  });

  it('are written once', async () => {
    const { seedCategories, categories } = await setUp();
    const before = (await categories.list()).length;
    await seedCategories.execute();
    await seedCategories.execute();
    expect(await categories.list()).toHaveLength(before + count(DEFAULT_CATEGORIES));
  });
});
