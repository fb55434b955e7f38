import type { Clock, UnitOfWork } from '../../kernel/index.js';
import { PermissionMissing, type Actor } from '../../identity/index.js';
import type { AuditLog } from '../../platform/index.js';
import type { CategoryId } from '../model/category.js';
import { CategoryParentDeleted } from '../model/category-errors.js';
import type { CategoryRepository } from '../ports/category-repository.js';

export interface RestoreCategoryInput {
  readonly actor: Actor;
  readonly categoryId: CategoryId;
  readonly reason: string;
}

/** Brings a deleted category back, as it was. One that was never deleted stays as it is. */
export class RestoreCategory {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ categories: CategoryRepository; auditLog: AuditLog }>,
    private readonly clock: Clock,
  ) {}

  /** @throws PermissionMissing; CategoryNotFound; CategoryParentDeleted; CategorySlugTaken */
  async execute({ actor, categoryId, reason }: RestoreCategoryInput): Promise<void> {
    if (!actor.permissions.has('records:restore')) throw new PermissionMissing('records:restore');
    const now = this.clock.now();
    await this.unitOfWork.run(async ({ categories, auditLog }) => {
      const category = await categories.getEvenDeletedForUpdate(categoryId);
      if (!category.restore(now)) return;
      const { parentId } = category;
      if (parentId !== null && (await categories.find(parentId)) === null)
        throw new CategoryParentDeleted(parentId);
      await categories.save(category);
      await auditLog.record({
        actorId: actor.userId,
        ...{ actorKind: 'staff', action: 'records:restore' },
        ...{ resourceType: 'category', resourceId: categoryId, diff: { deleted: false }, reason, at: now },
      });
    });
  }
}
