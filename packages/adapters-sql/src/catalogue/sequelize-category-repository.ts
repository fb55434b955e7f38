import {
  AlreadyExists,
  Category,
  CategoryRepository,
  CategorySlugTaken,
  type CategoryId,
  type CategoryRecord,
  type Within,
} from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';

const CATEGORIES = new Table<CategoryRecord>('categories', {
  id: 'id',
  parentId: 'parent_id',
  depth: 'depth',
  slug: 'slug',
  nameFr: 'name_fr',
  nameEn: 'name_en',
  description: 'description',
  position: 'position',
  isActive: 'is_active',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  deletedAt: 'deleted_at',
});

const FIND = CATEGORIES.select('find', 'WHERE id = $1 AND deleted_at IS NULL');
const LIST = CATEGORIES.select('list', 'WHERE deleted_at IS NULL ORDER BY depth, position, id');

export class SequelizeCategoryRepository extends CategoryRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(category: Category, within?: Within) {
    const state = category.snapshot();
    await this.store.session(within).execute(CATEGORIES.insert, CATEGORIES.values(state), {
      categories_pkey: () => new AlreadyExists('category'),
      categories_slug_key: () => new CategorySlugTaken(state.slug),
    });
  }

  async find(id: CategoryId, within?: Within) {
    const row = await this.store.session(within).row(FIND, [id]);
    return row && Category.rehydrate(CATEGORIES.read(row));
  }

  async list(within?: Within) {
    const rows = await this.store.session(within).rows(LIST);
    return rows.map((row) => Category.rehydrate(CATEGORIES.read(row)));
  }
}
