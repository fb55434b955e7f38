import { Aggregate, type AggregateState, type Id } from '../../kernel/index.js';
import { CategoryTooDeep, InvalidCategory } from './category-errors.js';

export type CategoryId = Id<'category'>;

export const MAX_CATEGORY_DEPTH = 3;
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_SLUG = 80;
const MAX_NAME = 80;

export interface CategoryRecord extends AggregateState {
  readonly id: CategoryId;
  readonly parentId: CategoryId | null;
  /** From 1 at the root to 3. A child is one deeper than its parent, so there can be no circle. */
  readonly depth: number;
  /** Unique among the children of its parent. */
  readonly slug: string;
  readonly nameFr: string;
  readonly nameEn: string;
  readonly description: string | null;
  /** Among the children of its parent, from 0. */
  readonly position: number;
  /** Whether services can be published in it. */
  readonly isActive: boolean;
  readonly deletedAt: Date | null;
}

export interface NewCategory {
  readonly id: CategoryId;
  /** Null for one at the root. */
  readonly parent: Category | null;
  readonly slug: string;
  readonly nameFr: string;
  readonly nameEn: string;
  readonly description: string | null;
  readonly position: number;
  readonly now: Date;
}

/** A shelf of the market, in a tree of at most three levels. */
export class Category extends Aggregate<CategoryRecord> {
  private constructor(state: CategoryRecord) {
    super('category', state);
  }

  /** @throws InvalidCategory; CategoryTooDeep */
  static create({ now, parent, slug, nameFr, nameEn, ...category }: NewCategory): Category {
    const depth = parent ? parent.state.depth + 1 : 1;
    if (depth > MAX_CATEGORY_DEPTH) throw new CategoryTooDeep(MAX_CATEGORY_DEPTH);
    if (slug.length > MAX_SLUG || !SLUG.test(slug))
      throw new InvalidCategory('/slug', 'A slug is words of a–z and 0–9 with dashes between, at most 80.');
    return new Category({
      createdAt: now,
      ...category,
      parentId: parent?.id ?? null,
      depth,
      slug,
      nameFr: checkedName('/nameFr', nameFr),
      nameEn: checkedName('/nameEn', nameEn),
      isActive: true,
      deletedAt: null,
      version: 0,
      updatedAt: now,
    });
  }

  static rehydrate(state: CategoryRecord): Category {
    return new Category(state);
  }

  get parentId(): CategoryId | null {
    return this.state.parentId;
  }

  /** Undoes a deletion. Answers false when there was none. */
  restore(now: Date): boolean {
    if (this.state.deletedAt === null) return false;
    this.change({ deletedAt: null }, now);
    return true;
  }

  get isActive(): boolean {
    return this.state.isActive;
  }
}

function checkedName(pointer: string, text: string): string {
  const name = text.trim();
  const length = [...name].length;
  if (length < 1 || length > MAX_NAME)
    throw new InvalidCategory(pointer, `A name has 1 to ${MAX_NAME} characters.`);
  return name;
}
