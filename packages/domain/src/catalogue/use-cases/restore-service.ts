import type { Clock, UnitOfWork } from '../../kernel/index.js';
import { PermissionMissing, type Actor } from '../../identity/index.js';
import type { AuditLog } from '../../platform/index.js';
import type { Service, ServiceId } from '../model/service.js';
import type { MoveServiceScope } from './move-service.js';

export interface RestoreServiceInput {
  readonly actor: Actor;
  readonly serviceId: ServiceId;
  readonly reason: string;
}

/** Brings an archived service back as one that is paused: whether it is sold again is its seller's to say. */
export class RestoreService {
  constructor(
    private readonly unitOfWork: UnitOfWork<MoveServiceScope & { auditLog: AuditLog }>,
    private readonly clock: Clock,
  ) {}

  /** @throws PermissionMissing; ServiceNotFound; ServiceEventRefused; ServiceSlugTaken */
  async execute({ actor, serviceId, reason }: RestoreServiceInput): Promise<Service> {
    if (!actor.permissions.has('records:restore')) throw new PermissionMissing('records:restore');
    const now = this.clock.now();
    return this.unitOfWork.run(async ({ services, outbox, auditLog }) => {
      const service = await services.getEvenArchivedForUpdate(serviceId);
      const mover = { role: 'staff', userId: actor.userId } as const;
      if (!service.move('restore', mover, {}, now)) return service;
      await services.save(service);
      await outbox.publish(service.pullEvents());
      await auditLog.record({
        actorId: actor.userId,
        ...{ actorKind: 'staff', action: 'records:restore' },
        ...{ resourceType: 'service', resourceId: serviceId, diff: { to: 'paused' }, reason, at: now },
      });
      return service;
    });
  }
}
