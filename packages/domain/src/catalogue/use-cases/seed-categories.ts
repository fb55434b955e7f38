import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import { Category } from '../model/category.js';
import { DEFAULT_CATEGORIES, type CategorySeed } from '../model/default-categories.js';
import type { CategoryRepository } from '../ports/category-repository.js';

/** Writes the categories to begin with that are not there. Done again, it changes nothing. */
export class SeedCategories {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ categories: CategoryRepository }>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<void> {
    await this.unitOfWork.run(async ({ categories }) => {
      const known = await categories.list();
      await this.seed(categories, known, null, DEFAULT_CATEGORIES);
    });
  }

  private async seed(
    categories: CategoryRepository,
    known: readonly Category[],
    parent: Category | null,
    seeds: readonly CategorySeed[],
  ): Promise<void> {
    for (const [position, { slug, nameFr, nameEn, children = [] }] of seeds.entries()) {
      let category = known
        .map((candidate) => ({ candidate, ...candidate.snapshot() }))
        .find((row) => row.slug === slug && row.parentId === (parent?.id ?? null))?.candidate;
      if (!category) {
        category = Category.create({
          id: this.ids.generate(),
          parent,
          slug,
          nameFr,
          nameEn,
          description: null,
          position,
          now: this.clock.now(),
        });
        await categories.add(category);
      }
      await this.seed(categories, known, category, children);
    }
  }
}
