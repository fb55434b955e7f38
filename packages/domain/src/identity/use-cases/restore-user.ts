import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { AuditLog } from '../../platform/index.js';
import type { Actor, UserId } from '../model/actor.js';
import { PermissionMissing } from '../model/user-errors.js';
import type { UserRepository } from '../ports/user-repository.js';

export interface RestoreUserInput {
  readonly actor: Actor;
  readonly userId: UserId;
  readonly reason: string;
}

/** Brings a deleted user back, as they were. One who was never deleted stays as they are. */
export class RestoreUser {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ users: UserRepository; auditLog: AuditLog }>,
    private readonly clock: Clock,
  ) {}

  /** @throws PermissionMissing; UserNotFound; EmailTaken; UsernameTaken; PhoneTaken */
  async execute({ actor, userId, reason }: RestoreUserInput): Promise<void> {
    if (!actor.permissions.has('records:restore')) throw new PermissionMissing('records:restore');
    const now = this.clock.now();
    await this.unitOfWork.run(async ({ users, auditLog }) => {
      const user = await users.getEvenDeletedForUpdate(userId);
      if (!user.restore(now)) return;
      await users.save(user);
      await auditLog.record({
        actorId: actor.userId,
        ...{ actorKind: 'staff', action: 'records:restore' },
        ...{ resourceType: 'user', resourceId: userId, diff: { deleted: false }, reason, at: now },
      });
    });
  }
}
