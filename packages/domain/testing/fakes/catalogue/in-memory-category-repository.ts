import {
  Category,
  CategoryNotFound,
  CategoryRepository,
  CategorySlugTaken,
  type CategoryId,
  type CategoryRecord,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

export const categories = new InMemoryTable<CategoryRecord>({
  name: 'category',
  key: (category) => category.id,
  unique: [
    {
      value: ({ deletedAt, parentId, slug }) => (deletedAt === null ? [parentId ?? 'root', slug] : null),
      violation: ({ slug }) => new CategorySlugTaken(slug),
    },
  ],
  versioned: true,
});

export class InMemoryCategoryRepository extends CategoryRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  add(category: Category, within?: Within) {
    return this.store.session(within).insert(categories, category.snapshot());
  }

  async save(category: Category, within?: Within) {
    await this.store.session(within).update(categories, category.snapshot());
    category.saved();
  }

  async getEvenDeletedForUpdate(id: CategoryId, within?: Within) {
    const row = await this.store.session(within).findForUpdate(categories, id);
    if (!row) throw new CategoryNotFound(id);
    return Category.rehydrate(row);
  }

  async find(id: CategoryId, within?: Within) {
    const row = await this.store.session(within).find(categories, id);
    return row?.deletedAt === null ? Category.rehydrate(row) : null;
  }

  async list(within?: Within) {
    const living = await this.store.session(within).where(categories, ({ deletedAt }) => deletedAt === null);
    return living.sort(byDepthAndPosition).map((row) => Category.rehydrate(row));
  }
}

/** Parents before their children, siblings by position. */
export function byDepthAndPosition(left: CategoryRecord, right: CategoryRecord): number {
  return left.depth - right.depth || left.position - right.position || (left.id < right.id ? -1 : 1);
}
