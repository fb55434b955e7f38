import { Money, type Clock, type UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import {
  assertMay,
  completedRefundPosting,
  escrowRefundPosting,
  refundParts,
  type SplitParts,
} from '../../ledger/index.js';
import { RefundNotFound, type Payment, type Refund, type RefundId } from '../../payments/index.js';
import type { AuditLog } from '../../platform/index.js';
import { OrderNotRefundable, SelfApproval } from '../model/order-errors.js';
import { SYSTEM, type Order } from '../model/order.js';
import type { OrderEffects } from './order-effects.js';
import type { OrderScope } from './order-scope.js';

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
   * @throws PermissionMissing; RefundNotFound; SelfApproval; RefundExceedsCaptured; RefundEventRefused
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
      const known = await scope.refunds.find(refundId);
      if (!known) throw new RefundNotFound(refundId);
      const { orderId, paymentId } = known.snapshot();
      const order = await scope.orders.getForUpdate(orderId);
      const payment = await scope.payments.getForUpdate(paymentId);
      const refund = await scope.refunds.getForUpdate(refundId);
      if (refund.snapshot().requestedBy === actor.userId) throw new SelfApproval();
      if (refund.isApproved) return refund;
      const now = this.clock.now();
      const { refundedAmount: refundedBefore } = payment.snapshot();
      payment.refund(refund.amount.amount, now);
      const parts = refundParts(payment.snapshot(), refundedBefore, refund.amount.amount);
      order.refunded(refund.amount.amount, now);
      await scope.payments.save(payment);
      await this.take(scope, order, payment, refund, parts, actor, now);
      await scope.refunds.save(refund);
      await scope.outbox.publish(refund.pullEvents());
      await scope.auditLog.record({
        actorId: actor.userId,
        actorKind: 'staff',
        action: 'refunds:approve',
        resourceType: 'refund',
        resourceId: refundId,
        diff: { amount: String(refund.amount.amount), currency: refund.amount.currency },
        reason: refund.snapshot().reasonCode,
        at: now,
      });
      return refund;
    });
  }

  private async take(
    scope: OrderScope,
    order: Order,
    payment: Payment,
    refund: Refund,
    parts: SplitParts,
    actor: Actor,
    now: Date,
  ): Promise<void> {
    const context = {
      by: { role: 'staff', userId: actor.userId },
      now,
      payload: { refundId: refund.id },
    } as const;
    if (order.snapshot().state === 'completed') {
      await this.takeFromSeller(scope, order, refund, parts, now);
      refund.approve('completed_order', parts, actor.userId, now);
      return this.effects.note(scope, order, 'refund_after_completion', context);
    }
    if (order.isFinal) throw new OrderNotRefundable(order.id);
    const links = { refundId: refund.id, paymentId: payment.id, orderId: order.id };
    await scope.ledger.post(escrowRefundPosting({ ...links, amount: refund.amount }), now);
    refund.approve('escrow', parts, actor.userId, now);
    if (payment.refundable > 0n) return this.effects.note(scope, order, 'partial_refund', context);
    const step = order.cancel('refund_in_full', refund.snapshot().reasonCode, SYSTEM, {}, now);
    return this.effects.carryOut(scope, order, step, context);
  }

  /** T7: out of this order's earning while it clears, then out of what is available, then as a debt. */
  private async takeFromSeller(
    { ledger, earnings, outbox }: OrderScope,
    order: Order,
    refund: Refund,
    parts: SplitParts,
    now: Date,
  ): Promise<void> {
    const { sellerId, currency } = order.snapshot();
    const earning = await earnings.findByOrderForUpdate(order.id);
    if (!earning) throw new OrderNotRefundable(order.id);
    const own = (code: 'seller_pending' | 'seller_available' | 'seller_receivable') =>
      ({ code, ownerId: sellerId, currency }) as const;
    // All that the posting touches, at once: asked for in two turns, two refunds could wait in a circle.
    const balances = await ledger.lockBalances([
      own('seller_pending'),
      own('seller_available'),
      own('seller_receivable'),
      { code: 'refunds_payable', ownerId: null, currency },
    ]);
    const posting = completedRefundPosting({
      refundId: refund.id,
      paymentId: refund.snapshot().paymentId,
      orderId: order.id,
      sellerId,
      currency,
      parts,
      funds: { pending: earning.pending.amount, available: balances.of(own('seller_available')) },
    });
    await ledger.post(posting, now);
    earning.reverse(Money.of(parts.sellerPart, currency), now);
    await earnings.save(earning);
    await outbox.publish(earning.pullEvents());
  }
}
