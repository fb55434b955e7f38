import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { AuditLog, DeadLetters, WorkQueue } from '../../platform/index.js';
import type { Actor } from '../model/actor.js';
import { PermissionMissing } from '../model/user-errors.js';

export interface ReplayDeadLetterInput {
  readonly actor: Actor;
  readonly queue: WorkQueue;
  readonly unitId: string;
  readonly reason: string;
}

/** Has the worker try again what was given up, as if it had never failed. */
export class ReplayDeadLetter {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ deadLetters: DeadLetters; auditLog: AuditLog }>,
    private readonly clock: Clock,
  ) {}

  /** @throws PermissionMissing; DeadLetterNotFound */
  async execute({ actor, queue, unitId, reason }: ReplayDeadLetterInput): Promise<void> {
    if (!actor.permissions.has('ops:operate')) throw new PermissionMissing('ops:operate');
    const now = this.clock.now();
    await this.unitOfWork.run(async ({ deadLetters, auditLog }) => {
      await deadLetters.replay(queue, unitId, now);
      await auditLog.record({
        actorId: actor.userId,
        actorKind: 'staff',
        action: 'ops:operate',
        resourceType: 'dead_letter',
        resourceId: unitId,
        diff: { queue },
        reason,
        at: now,
      });
    });
  }
}
