import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import { assertMay } from '../../ledger/index.js';
import type { Refund, RefundId, RefundRepository } from '../../payments/index.js';
import type { AuditLog, Outbox } from '../../platform/index.js';
import { SelfApproval } from '../model/order-errors.js';
import type { OrderRepository } from '../ports/order-repository.js';

export interface RejectRefundInput {
  readonly actor: Actor;
  readonly refundId: RefundId;
  readonly reason: string;
}

/** Staff refuse a refund, and say why. No money had moved. */
export class RejectRefund {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      refunds: RefundRepository;
      orders: OrderRepository;
      auditLog: AuditLog;
      outbox: Outbox;
    }>,
    private readonly clock: Clock,
  ) {}

  /**
   * Again changes nothing.
   * @throws PermissionMissing; RefundNotFound; SelfApproval; RefundEventRefused once it was approved
   */
  async execute({ actor, refundId, reason }: RejectRefundInput): Promise<Refund> {
    assertMay(actor, 'refunds:approve');
    return this.unitOfWork.run(async ({ refunds, orders, auditLog, outbox }) => {
      const refund = await refunds.getForUpdate(refundId);
      const order = await orders.find(refund.snapshot().orderId);
      if (order?.concerns(actor)) throw new SelfApproval();
      const now = this.clock.now();
      if (!refund.reject(reason, actor.userId, now)) return refund;
      await refunds.save(refund);
      await outbox.publish(refund.pullEvents());
      await auditLog.record({
        actorId: actor.userId,
        actorKind: 'staff',
        action: 'refunds:reject',
        resourceType: 'refund',
        resourceId: refundId,
        diff: {},
        reason,
        at: now,
      });
      return refund;
    });
  }
}
