import { DomainError } from '../../kernel/index.js';

export class CategoryNotFound extends DomainError {
  readonly code = 'category.not_found';
  readonly kind = 'not_found';

  constructor(category: string) {
    super('There is no such category.', { category });
  }
}

/** It would hang on nothing. */
export class CategoryParentDeleted extends DomainError {
  readonly code = 'category.parent_deleted';
  readonly kind = 'conflict';

  constructor(parentId: string) {
    super('The category above it is deleted. Restore that one first.', { parentId });
  }
}

/** What is said of the category is not what one can be called. */
export class InvalidCategory extends DomainError {
  readonly code = 'category.invalid';
  readonly kind = 'invalid';

  constructor(pointer: string, reason: string) {
    super(reason, { pointer });
  }
}

/** The tree has three levels: people do not look deeper. */
export class CategoryTooDeep extends DomainError {
  readonly code = 'category.too_deep';
  readonly kind = 'rule_violation';

  constructor(maxDepth: number) {
    super(`Categories have at most ${maxDepth} levels.`, { maxDepth });
  }
}

/** Its parent has a category with this slug. */
export class CategorySlugTaken extends DomainError {
  readonly code = 'category.slug_taken';
  readonly kind = 'conflict';

  constructor(slug: string) {
    super('There is such a category already.', { pointer: '/slug', slug });
  }
}
