import { Category, type CategoryRecord, type CategoryRepository } from '@2krika/domain';
import { anId, TEST_EPOCH, unique } from '../unique.js';

/** An active category at the root. */
export function aCategory(overrides: Partial<CategoryRecord> = {}): Category {
  return Category.rehydrate({
    id: anId(),
    parentId: null,
    depth: 1,
    slug: `graphisme-${unique()}-${anId().slice(0, 8)}`,
    nameFr: 'Graphisme',
    nameEn: 'Graphics',
    description: null,
    position: 0,
    isActive: true,
    deletedAt: null,
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}

/** An active category, stored. */
export async function createCategory(
  { categories }: { readonly categories: CategoryRepository },
  overrides: Partial<CategoryRecord> = {},
): Promise<Category> {
  const category = aCategory(overrides);
  await categories.add(category);
  return category;
}
