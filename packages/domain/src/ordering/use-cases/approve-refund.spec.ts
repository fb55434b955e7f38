import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { race } from '../../../testing/concurrency.js';
import { DAY } from '../../kernel/index.js';
import { PermissionMissing } from '../../identity/index.js';
import { RefundEventRefused, RefundExceedsCaptured, RefundNotFound } from '../../payments/index.js';
import { SelfApproval } from '../model/order-errors.js';

/** What 10 000 of 50 500 cost each, with a price of 50 000, a commission of 15 % and 500 on top for the buyer. */
const PARTS = { sellerPart: 8_416n, commissionPart: 1_485n, feePart: 99n };
const ESCROW_BOOKS = { provider_clearing: 50_500n, order_escrow: 50_500n };

describe('ApproveRefund', () => {
  let bench: OrderingBench;

  beforeEach(async () => {
    bench = await orderingBench();
  });

  const approve = (refundId: string, actor = bench.staff) => bench.approveRefund.execute({ actor, refundId });

  async function requested(orderId: string, amount?: bigint, actor = bench.customer) {
    const reasonCode = 'not_as_described';
    const { id } = await bench.requestRefund.execute({ actor, orderId, amount, reasonCode, note: null });
    return id;
  }

  async function refunded(orderId: string, amount?: bigint) {
    const refundId = await requested(orderId, amount);
    await approve(refundId);
    return refundId;
  }

  /** The rail carried it. */
  async function settled(refundId: string) {
    await bench.sendRefund.execute({ refundId });
    bench.provider.succeed((await bench.refundOf(refundId)).providerKey);
    await bench.confirmRefund.execute({ refundId });
  }

  describe('before completion', () => {
    it('takes a part out of escrow, and the order goes on', async () => {
      const { orderId, paymentId } = await bench.delivered();
      const refundId = await refunded(orderId, 10_000n);
      expect(await bench.refundOf(refundId)).toMatchObject({
        ...PARTS,
        state: 'approved',
        source: 'escrow',
        decidedBy: bench.staff.userId,
      });
      expect(await bench.books()).toEqual({
        provider_clearing: 50_500n,
        order_escrow: 40_500n,
        refunds_payable: 10_000n,
      });
      expect((await bench.paymentOf(paymentId)).refundedAmount).toBe(10_000n);
      expect(await bench.orderOf(orderId)).toMatchObject({ state: 'delivered', refundedAmount: 10_000n });
      expect((await bench.eventsOf(orderId)).at(-1)).toMatchObject({
        event: 'partial_refund',
        from: 'delivered',
        to: 'delivered',
        actorRole: 'staff',
        actorId: bench.staff.userId,
        payload: { refundId },
      });
      expect(await bench.auditLog.about('refund', refundId, 10)).toEqual([
        {
          actorId: bench.staff.userId,
          actorKind: 'staff',
          action: 'refunds:approve',
          resourceType: 'refund',
          resourceId: refundId,
          diff: { amount: '10000', currency: 'XAF' },
          reason: 'not_as_described',
          at: bench.clock.now(),
        },
      ]);
    });

    it('leaves each their share of the rest when the order completes after all', async () => {
      const { orderId } = await bench.delivered();
      await settled(await refunded(orderId, 10_000n));
      await bench.acceptDelivery.execute({ actor: bench.customer, orderId });
      expect(await bench.books()).toEqual({
        provider_clearing: 40_500n,
        seller_pending: 42_500n - PARTS.sellerPart,
        commission_revenue: 7_500n - PARTS.commissionPart,
        service_fee_revenue: 500n - PARTS.feePart,
      });
      expect(await bench.earningOf(orderId)).toMatchObject({ netAmount: 34_084n, commissionAmount: 6_015n });
    });

    it('of everything cancels the order and gives the sale back', async () => {
      const { orderId } = await bench.delivered();
      await settled(await refunded(orderId));
      expect(await bench.orderOf(orderId)).toMatchObject({
        state: 'cancelled',
        cancelledBy: 'system',
        cancelReasonCode: 'not_as_described',
        refundedAmount: 50_500n,
      });
      expect(await bench.books()).toEqual({});
      expect(await bench.sales(bench.service.id)).toEqual([0, 0]);
      expect(await bench.deadlinesOf(orderId)).toEqual([]);
      expect((await bench.eventsOf(orderId)).at(-1)).toMatchObject({
        event: 'refund_in_full',
        from: 'delivered',
        to: 'cancelled',
      });
    });

    it('in steps adds up to exactly what the payment was made of', async () => {
      const { orderId } = await bench.paid();
      for (const amount of [10_000n, 20_005n, 5_000n]) await refunded(orderId, amount);
      expect((await bench.orderOf(orderId)).state).toBe('in_progress');
      await refunded(orderId);
      const refunds = await bench.refundsOf(orderId);
      const sum = (part: 'sellerPart' | 'commissionPart' | 'feePart') =>
        refunds.reduce((total, refund) => total + refund[part], 0n);
      expect([sum('sellerPart'), sum('commissionPart'), sum('feePart')]).toEqual([42_500n, 7_500n, 500n]);
      expect((await bench.orderOf(orderId)).state).toBe('cancelled');
      expect(await bench.books()).toEqual({ provider_clearing: 50_500n, refunds_payable: 50_500n });
    });
  });

  describe('after completion', () => {
    it('is borne by seller and platform as the worked example says', async () => {
      const { orderId } = await bench.completed();
      const refundId = await refunded(orderId, 10_000n);
      expect(await bench.refundOf(refundId)).toMatchObject({ ...PARTS, source: 'completed_order' });
      expect(await bench.books()).toEqual({
        provider_clearing: 50_500n,
        seller_pending: 34_084n,
        commission_revenue: 6_015n,
        service_fee_revenue: 401n,
        refunds_payable: 10_000n,
      });
      expect(await bench.earningOf(orderId)).toMatchObject({ reversedAmount: 8_416n });
      expect(await bench.orderOf(orderId)).toMatchObject({ state: 'completed', refundedAmount: 10_000n });
      expect((await bench.eventsOf(orderId)).at(-1)).toMatchObject({
        event: 'refund_after_completion',
        payload: { refundId },
      });
      await settled(refundId);
      expect(await bench.books()).toEqual({
        provider_clearing: 40_500n,
        seller_pending: 34_084n,
        commission_revenue: 6_015n,
        service_fee_revenue: 401n,
      });
    });

    it('of everything leaves nobody anything, and the order completed', async () => {
      const { orderId } = await bench.completed();
      await settled(await refunded(orderId));
      expect(await bench.books()).toEqual({});
      expect(await bench.orderOf(orderId)).toMatchObject({ state: 'completed', refundedAmount: 50_500n });
      expect(await bench.earningOf(orderId)).toMatchObject({ reversedAmount: 42_500n });
      expect(await bench.sales(bench.service.id)).toEqual([1, 1]);
    });

    it('takes nothing of what other orders of the seller earn', async () => {
      const [first, second] = [await bench.completed(), await bench.completed()];
      await refunded(first.orderId);
      expect(await bench.balance('seller_pending', bench.seller.userId)).toBe(42_500n);
      expect(await bench.earningOf(second.orderId)).toMatchObject({ reversedAmount: 0n });
    });

    it('takes of what is available, then leaves a debt, once the earning cleared', async () => {
      const { orderId } = await bench.completed();
      bench.clock.advance(14 * DAY);
      const { id: earningId } = await bench.earningOf(orderId);
      await bench.clearEarning.execute({ earningId });
      const method = { code: 'seller_available', ownerId: bench.seller.userId, currency: 'XAF' } as const;
      await bench.withdrawn(bench.seller, 40_000n);
      expect(await bench.ledgerViews.accountBalance(method)).toBe(2_500n);
      await refunded(orderId, 10_000n);
      expect(await bench.ledgerViews.accountBalance(method)).toBe(0n);
      expect(await bench.balance('seller_receivable', bench.seller.userId)).toBe(5_916n);
    });
  });

  it('is done once, however many approve at the same time', async () => {
    const { orderId } = await bench.completed();
    const refundId = await requested(orderId, 10_000n);
    const { lost } = await race(20, () => approve(refundId));
    expect(lost).toEqual([]);
    expect((await bench.books()).refunds_payable).toBe(10_000n);
    expect((await bench.orderOf(orderId)).refundedAmount).toBe(10_000n);
    expect(await bench.auditLog.about('refund', refundId, 10)).toHaveLength(1);
    expect(await bench.eventNames('refund')).toEqual(['refund.requested', 'refund.approved']);
  });

  it('and a completion at the same time give nothing away twice', async () => {
    const { orderId } = await bench.delivered();
    const refundId = await requested(orderId, 10_000n);
    const accept = () => bench.acceptDelivery.execute({ actor: bench.customer, orderId });
    const { lost } = await race<unknown>(2, (racer) => (racer === 0 ? approve(refundId) : accept()));
    expect(lost).toEqual([]);
    expect(await bench.books()).toEqual({
      provider_clearing: 50_500n,
      seller_pending: 34_084n,
      commission_revenue: 6_015n,
      service_fee_revenue: 401n,
      refunds_payable: 10_000n,
    });
  });

  describe('refuses', () => {
    it('whoever asked for it', async () => {
      const { orderId } = await bench.paid();
      const refundId = await requested(orderId, 10_000n, bench.staff);
      await expect(approve(refundId)).rejects.toThrow(SelfApproval);
      expect(await bench.books()).toEqual(ESCROW_BOOKS);
      await approve(refundId, bench.actorOf('finance', 'refunds:approve'));
      expect((await bench.refundOf(refundId)).decidedBy).toBe('finance');
    });

    it('a party of the order, whoever asked for it', async () => {
      const { orderId } = await bench.paid();
      const refundId = await requested(orderId, 10_000n);
      for (const { userId } of [bench.customer, bench.seller]) {
        const party = bench.actorOf(userId, 'refunds:approve');
        await expect(approve(refundId, party)).rejects.toThrow(SelfApproval);
        const rejecting = bench.rejectRefund.execute({ actor: party, refundId, reason: 'Livré conforme' });
        await expect(rejecting).rejects.toThrow(SelfApproval);
      }
      expect(await bench.refundOf(refundId)).toMatchObject({ state: 'requested' });
      expect(await bench.books()).toEqual(ESCROW_BOOKS);
    });

    it('whoever may not, and a refund that is not there', async () => {
      const { orderId } = await bench.paid();
      const refundId = await requested(orderId, 10_000n);
      await expect(approve(refundId, bench.seller)).rejects.toThrow(PermissionMissing);
      await expect(approve('nothing')).rejects.toThrow(RefundNotFound);
      expect(await bench.books()).toEqual(ESCROW_BOOKS);
    });

    it('one that was rejected', async () => {
      const { orderId } = await bench.paid();
      const refundId = await requested(orderId, 10_000n);
      await bench.rejectRefund.execute({ actor: bench.staff, refundId, reason: 'Livré conforme' });
      await expect(approve(refundId)).rejects.toThrow(RefundEventRefused);
      expect(await bench.books()).toEqual(ESCROW_BOOKS);
      expect((await bench.orderOf(orderId)).refundedAmount).toBe(0n);
    });

    it('one of an order that was cancelled since, whose money is on its way back', async () => {
      const { orderId } = await bench.paid();
      const refundId = await requested(orderId, 10_000n);
      await bench.operateOrder.execute({
        actor: bench.staff,
        orderId,
        event: 'operator_cancel',
        reason: 'Le vendeur a disparu.',
      });
      await expect(approve(refundId)).rejects.toThrow(RefundExceedsCaptured);
      expect(await bench.books()).toEqual({ provider_clearing: 50_500n, refunds_payable: 50_500n });
      expect((await bench.orderOf(orderId)).refundedAmount).toBe(50_500n);
    });
  });
});
