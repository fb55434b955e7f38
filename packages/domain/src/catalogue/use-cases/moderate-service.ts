import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { UserRepository } from '../../identity/index.js';
import type { AuditLog } from '../../platform/index.js';
import type { Service } from '../model/service.js';
import type { ServiceEvent } from '../model/service-process.js';
import type { CategoryRepository } from '../ports/category-repository.js';
import { moveService, type MoveServiceInput, type MoveServiceScope } from './move-service.js';
import { publishingFacts } from './publishing-facts.js';

export interface ExplainedModerationInput extends MoveServiceInput {
  /** What the seller is told. */
  readonly reason: string;
}

export type ModerationUnitOfWork = UnitOfWork<
  MoveServiceScope & { users: UserRepository; categories: CategoryRepository; auditLog: AuditLog }
>;

/**
 * Does what only staff may do with a service, and writes down who did it.
 * @throws ServiceNotFound; ServiceRoleRefused, also for a moderator's own service; ServiceEventRefused;
 *   ServiceNotPublishable; InvalidService for the reason
 */
export function moderateService(
  unitOfWork: ModerationUnitOfWork,
  clock: Clock,
  event: ServiceEvent,
  { actor, serviceId, reason = '' }: MoveServiceInput & { readonly reason?: string },
): Promise<Service> {
  return moveService(unitOfWork, clock, serviceId, async (scope, service, now) => {
    const { status: from } = service.snapshot();
    const facts = await publishingFacts(scope, service);
    if (!service.move(event, service.moverFor(actor), facts, now, reason)) return false;
    const { status: to, rejectionReason } = service.snapshot();
    await scope.auditLog.record({
      actorId: actor.userId,
      actorKind: 'staff',
      action: 'services:moderate',
      resourceType: 'service',
      resourceId: serviceId,
      diff: { event, from, to },
      reason: rejectionReason,
      at: now,
    });
    return true;
  });
}
