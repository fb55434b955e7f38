import {
  AlreadyExists,
  Category,
  CategoryNotFound,
  CategoryRepository,
  CategorySlugTaken,
  StaleVersion,
  type CategoryId,
  type CategoryRecord,
  type Within,
} from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals } from '../unit-of-work/statement.js';

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
const LOCK_EVEN_DELETED = CATEGORIES.select('lock_even_deleted', 'WHERE id = $1 FOR NO KEY UPDATE');
const LIST = CATEGORIES.select('list', 'WHERE deleted_at IS NULL ORDER BY depth, position, id');

const refusalsOf = ({ slug }: CategoryRecord): Refusals => ({
  categories_pkey: () => new AlreadyExists('category'),
  categories_slug_key: () => new CategorySlugTaken(slug),
});

export class SequelizeCategoryRepository extends CategoryRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(category: Category, within?: Within) {
    const state = category.snapshot();
    const refusals = refusalsOf(state);
    await this.store.session(within).execute(CATEGORIES.insert, CATEGORIES.values(state), refusals);
  }

  async save(category: Category, within?: Within) {
    const state = category.snapshot();
    const stale = () => new StaleVersion('category', state.id);
    const values = CATEGORIES.values(state);
    const session = this.store.session(within);
    await session.executeExactly(1, CATEGORIES.update, values, stale, refusalsOf(state));
    category.saved();
  }

  async getEvenDeletedForUpdate(id: CategoryId, within?: Within) {
    const row = await this.store.session(within).rowForUpdate(LOCK_EVEN_DELETED, [id]);
    if (!row) throw new CategoryNotFound(id);
    return Category.rehydrate(CATEGORIES.read(row));
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
