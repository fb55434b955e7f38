import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { race } from '../../../testing/concurrency.js';
import { PermissionMissing } from '../../identity/index.js';
import { RefundEventRefused, RefundExceedsCaptured, RefundNotFound } from '../../payments/index.js';
import { AmountNotChargeable } from '../../platform/index.js';
import { OrderNotFound, OrderNotRefundable } from '../model/order-errors.js';

const ESCROW_BOOKS = { provider_clearing: 50_500n, order_escrow: 50_500n };

describe('asking for a refund', () => {
  let bench: OrderingBench;
  let orderId: string;
  let paymentId: string;

  beforeEach(async () => {
    bench = await orderingBench();
    ({ orderId, paymentId } = await bench.paid());
  });

  const request = (amount?: bigint, actor = bench.customer, of = orderId) =>
    bench.requestRefund.execute({
      actor,
      orderId: of,
      amount,
      reasonCode: 'not_as_described',
      note: 'Le logo est flou',
    });
  const reject = (refundId: string, actor = bench.staff) =>
    bench.rejectRefund.execute({ actor, refundId, reason: 'Livré conforme' });

  describe('RequestRefund', () => {
    it('moves no money, and reserves the room', async () => {
      const { id } = await request(10_000n);
      expect(await bench.refundOf(id)).toMatchObject({
        state: 'requested',
        paymentId,
        orderId,
        amount: 10_000n,
        currency: 'XAF',
        reasonCode: 'not_as_described',
        note: 'Le logo est flou',
        source: 'escrow',
        requestedBy: bench.customer.userId,
      });
      expect(await bench.books()).toEqual(ESCROW_BOOKS);
      expect((await bench.paymentOf(paymentId)).refundedAmount).toBe(0n);
      expect(await bench.eventNames('refund')).toEqual(['refund.requested']);
      await expect(request(40_505n)).rejects.toThrow(RefundExceedsCaptured);
      await expect(request(40_505n)).rejects.toMatchObject({
        details: { amount: 40_505, refundable: 40_500 },
      });
    });

    it('is for all that is left when no amount is named', async () => {
      await request(10_000n);
      expect((await request()).amount.amount).toBe(40_500n);
      await expect(request()).rejects.toThrow(RefundExceedsCaptured);
    });

    it('never promises more than there is, however many ask at the same time', async () => {
      const { won, lost } = await race(20, () => request(10_000n));
      expect(won).toHaveLength(5);
      expect(lost).toHaveLength(15);
      for (const error of lost) expect(error).toBeInstanceOf(RefundExceedsCaptured);
      expect(await bench.refunds.sumRequested(paymentId)).toBe(50_000n);
    });

    it('knows where the money lies when the order is completed', async () => {
      const { orderId: completed } = await bench.completed();
      expect((await request(10_000n, bench.seller, completed)).snapshot().source).toBe('completed_order');
    });

    it.each([0n, -5n])('refuses %s', async (amount) => {
      await expect(request(amount)).rejects.toThrow(RefundExceedsCaptured);
    });

    it.each([10_001n, 95n])('refuses %s, which no operator can carry', async (amount) => {
      await expect(request(amount)).rejects.toThrow(AmountNotChargeable);
    });

    it('takes what is left whatever it is: it came in one piece and can go back in one', async () => {
      await request(50_495n);
      expect((await request()).amount.amount).toBe(5n);
    });

    it('is for the parties and for staff who act on orders or decide on refunds', async () => {
      const mayAsk = [
        bench.customer,
        bench.seller,
        bench.actorOf('support', 'orders:operate'),
        bench.actorOf('finance', 'refunds:approve'),
      ];
      for (const actor of mayAsk) await request(10_000n, actor);
      await expect(request(10_000n, bench.actorOf('auditor', 'orders:read'))).rejects.toThrow(
        PermissionMissing,
      );
      await expect(request(10_000n, bench.actorOf('stranger'))).rejects.toThrow(OrderNotFound);
      await expect(request(10_000n, bench.customer, 'nothing')).rejects.toThrow(OrderNotFound);
    });

    it('needs money that was received for the order', async () => {
      const unpaid = await bench.placed();
      await expect(request(10_000n, bench.customer, unpaid.orderId)).rejects.toThrow(OrderNotRefundable);
    });
  });

  describe('RejectRefund', () => {
    it('keeps who refused it and why, and frees the room', async () => {
      const { id } = await request();
      await reject(id);
      await reject(id);
      expect(await bench.refundOf(id)).toMatchObject({
        state: 'rejected',
        note: 'Le logo est flou',
        rejectionReason: 'Livré conforme',
        decidedBy: bench.staff.userId,
        version: 1,
      });
      expect(await bench.auditLog.about('refund', id, 10)).toEqual([
        {
          actorId: bench.staff.userId,
          actorKind: 'staff',
          action: 'refunds:reject',
          resourceType: 'refund',
          resourceId: id,
          diff: {},
          reason: 'Livré conforme',
          at: bench.clock.now(),
        },
      ]);
      expect(await bench.books()).toEqual(ESCROW_BOOKS);
      expect(await bench.eventNames('refund')).toEqual(['refund.requested', 'refund.rejected']);
      expect((await request()).amount.amount).toBe(50_500n);
    });

    it('is too late once it was approved, and is not for everybody', async () => {
      const { id } = await request(10_000n);
      await expect(reject(id, bench.customer)).rejects.toThrow(PermissionMissing);
      await expect(reject('nothing')).rejects.toThrow(RefundNotFound);
      await bench.approveRefund.execute({ actor: bench.staff, refundId: id });
      await expect(reject(id)).rejects.toThrow(RefundEventRefused);
    });
  });
});
