import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import { assertMay, escrowRefundPosting, refundParts, reverseEarning } from '../../ledger/index.js';
import { RefundNotFound, type Payment, type Refund, type RefundId } from '../../payments/index.js';
import type { AuditLog } from '../../platform/index.js';
import { OrderNotRefundable, SelfApproval } from '../model/order-errors.js';
import { SYSTEM, type Order } from '../model/order.js';
import type { OrderEffects, StepContext } from './order-effects.js';
import type { OrderScope } from './order-scope.js';

/** What a refund is about, locked in the order everybody locks them. */
interface Refunding {
  readonly order: Order;
  readonly payment: Payment;
  readonly refund: Refund;
}

/**
 * Staff approve a refund: the money leaves the order's escrow, or after completion the seller and ourselves, each
 * by the share that was frozen when it was paid. The worker sends it.
 */
export class ApproveRefund {
  constructor(
    private readonly unitOfWork: UnitOfWork<OrderScope & { auditLog: AuditLog }>,
    private readonly effects: OrderEffects,
    private readonly clock: Clock,
  ) {}

  /**
   * Done twice, it moves money once.
   * @throws PermissionMissing; RefundNotFound; SelfApproval; RefundExceedsCaptured; RefundEventRefused;
   *   OrderNotRefundable
   */
  async execute({
    actor,
    refundId,
  }: {
    readonly actor: Actor;
    readonly refundId: RefundId;
  }): Promise<Refund> {
    assertMay(actor, 'refunds:approve');
    return this.unitOfWork.run(async (scope) => {
      const refunding = await lockRefunding(scope, refundId);
      const { refund, order } = refunding;
      if (refund.snapshot().requestedBy === actor.userId || order.concerns(actor)) throw new SelfApproval();
      if (refund.isApproved) return refund;
      const now = this.clock.now();
      const context = { by: { role: 'staff', userId: actor.userId }, now, payload: { refundId } } as const;
      await this.takeMoney(scope, refunding, context);
      await scope.refunds.save(refund);
      await scope.outbox.publish(refund.pullEvents());
      await recordApproval(scope.auditLog, refund, actor, now);
      return refund;
    });
  }

  private async takeMoney(scope: OrderScope, refunding: Refunding, context: StepContext): Promise<void> {
    const { order, payment, refund } = refunding;
    const { now, by } = context;
    const { refundedAmount } = payment.snapshot();
    const { amount } = refund.amount;
    payment.refund(amount, now);
    order.refunded(amount, now);
    await scope.payments.save(payment);
    const parts = refundParts(payment.snapshot(), refundedAmount, amount);
    const links = { refundId: refund.id, paymentId: payment.id };
    if (order.snapshot().state === 'completed') {
      const earning = await scope.earnings.findByOrderForUpdate(order.id);
      if (!earning) throw new OrderNotRefundable(order.id);
      await reverseEarning(scope, earning, { ...links, parts }, now);
      refund.approve('completed_order', parts, by.userId, now);
      return this.effects.note(scope, order, 'refund_after_completion', context);
    }
    if (order.isFinal) throw new OrderNotRefundable(order.id);
    await scope.ledger.post(escrowRefundPosting({ ...links, orderId: order.id, amount: refund.amount }), now);
    refund.approve('escrow', parts, by.userId, now);
    if (payment.refundable > 0n) return this.effects.note(scope, order, 'partial_refund', context);
    const step = order.cancel('refund_in_full', refund.snapshot().reasonCode, SYSTEM, {}, now);
    return this.effects.carryOut(scope, order, step, context);
  }
}

/** @throws RefundNotFound */
async function lockRefunding(scope: OrderScope, refundId: RefundId): Promise<Refunding> {
  const known = await scope.refunds.find(refundId);
  if (!known) throw new RefundNotFound(refundId);
  const { orderId, paymentId } = known.snapshot();
  const order = await scope.orders.getForUpdate(orderId);
  const payment = await scope.payments.getForUpdate(paymentId);
  return { order, payment, refund: await scope.refunds.getForUpdate(refundId) };
}

async function recordApproval(auditLog: AuditLog, refund: Refund, actor: Actor, at: Date): Promise<void> {
  const { amount, currency } = refund.amount;
  await auditLog.record({
    actorId: actor.userId,
    actorKind: 'staff',
    action: 'refunds:approve',
    resourceType: 'refund',
    resourceId: refund.id,
    diff: { amount: String(amount), currency },
    reason: refund.snapshot().reasonCode,
    at,
  });
}
