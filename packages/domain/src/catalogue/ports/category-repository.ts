import { Transactional, type Within } from '../../kernel/index.js';
import type { Category, CategoryId } from '../model/category.js';

/** The categories there are. Deleted ones are not found. */
export abstract class CategoryRepository extends Transactional {
  /** @throws CategorySlugTaken among the children of its parent; AlreadyExists for the id */
  abstract add(category: Category, within?: Within): Promise<void>;

  /** @throws StaleVersion; CategorySlugTaken */
  abstract save(category: Category, within?: Within): Promise<void>;

  abstract find(id: CategoryId, within?: Within): Promise<Category | null>;

  /** Locks the row, deleted or not, until the transaction ends. @throws CategoryNotFound */
  abstract getEvenDeletedForUpdate(id: CategoryId, within?: Within): Promise<Category>;

  /** Every category, active or not: parents before their children, siblings by position. */
  abstract list(within?: Within): Promise<readonly Category[]>;
}
