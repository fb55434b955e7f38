import {
  CHANGE_WISHED,
  orderingBench,
  type OrderingBench,
} from '../../../testing/fakes/ordering/ordering-bench.js';
import { race } from '../../../testing/concurrency.js';
import { DAY, HOUR, StaleVersion } from '../../kernel/index.js';
import {
  OrderEventRefused,
  OrderGuardRefused,
  OrderNotFound,
  OrderRoleRefused,
} from '../model/order-errors.js';

/** Three days to deliver, and one more that counts as late. */
const UNTIL_VERY_LATE = 4 * DAY;

describe('CancelOrder', () => {
  let bench: OrderingBench;

  beforeEach(async () => {
    bench = await orderingBench();
  });

  const cancel = (orderId: string, actor = bench.customer, expectedVersion?: number) =>
    bench.cancelOrder.execute({ actor, orderId, expectedVersion });

  it('gives an unpaid order up, with its payment and the sale, once', async () => {
    const { orderId, paymentId } = await bench.placed();
    const { lost } = await race(20, () => cancel(orderId, bench.customer, 0));
    expect(lost).toEqual([]);
    expect(await bench.orderOf(orderId)).toMatchObject({
      state: 'cancelled',
      cancelledAt: bench.clock.now(),
      cancelledBy: 'customer',
      cancelReasonCode: 'changed_mind',
      version: 1,
    });
    expect((await bench.paymentOf(paymentId)).state).toBe('cancelled');
    expect(await bench.sales(bench.service.id)).toEqual([0, 0]);
    expect(await bench.deadlinesOf(orderId)).toEqual([]);
    expect(await bench.books()).toEqual({});
    expect((await bench.eventNames('order')).slice(1)).toEqual(['order.cancelled']);
    expect((await bench.eventsOf(orderId)).at(-1)).toMatchObject({
      event: 'cancel_unpaid',
      actorRole: 'customer',
      payload: { reasonCode: 'changed_mind' },
    });
  });

  it('and its payment at the same time end in one of two ways, with every franc accounted for', async () => {
    const { orderId, paymentId, providerKey } = await bench.sent();
    bench.provider.succeed(providerKey);
    await race<unknown>(2, (racer) =>
      racer === 0 ? cancel(orderId) : bench.confirmPayment.execute({ paymentId }),
    );
    const { state } = await bench.orderOf(orderId);
    const isPaid = state === 'in_progress';
    expect(await bench.books()).toEqual({
      provider_clearing: 50_500n,
      ...(isPaid ? { order_escrow: 50_500n } : { refunds_payable: 50_500n }),
    });
    expect(await bench.refundsOf(orderId)).toHaveLength(isPaid ? 0 : 1);
  });

  describe('of an order whose seller is very late', () => {
    it('gives everything back, once', async () => {
      const { orderId, paymentId, providerKey } = await bench.paid();
      bench.clock.advance(UNTIL_VERY_LATE + 1);
      const { lost } = await race(20, () => cancel(orderId));
      expect(lost).toEqual([]);
      expect(await bench.orderOf(orderId)).toMatchObject({
        state: 'cancelled',
        cancelReasonCode: 'very_late',
        refundedAmount: 50_500n,
      });
      expect(await bench.paymentOf(paymentId)).toMatchObject({ state: 'captured', refundedAmount: 50_500n });
      expect(await bench.books()).toEqual({ provider_clearing: 50_500n, refunds_payable: 50_500n });
      expect(await bench.sales(bench.service.id)).toEqual([0, 0]);
      const [refund, ...others] = await bench.refundsOf(orderId);
      expect(others).toEqual([]);
      expect(refund).toMatchObject({
        state: 'approved',
        amount: 50_500n,
        source: 'escrow',
        reasonCode: 'very_late',
        requestedBy: null,
        sellerPart: 42_500n,
        commissionPart: 7_500n,
        feePart: 500n,
      });
      await bench.sendRefund.execute({ refundId: refund?.id ?? '' });
      expect(bench.provider.requests.at(-1)).toMatchObject({
        reference: refund?.providerKey,
        collectionReference: providerKey,
      });
      bench.provider.succeed(refund?.providerKey ?? '');
      await bench.confirmRefund.execute({ refundId: refund?.id ?? '' });
      expect(await bench.books()).toEqual({});
    });

    it('gives back what is left after an earlier refund', async () => {
      const { orderId } = await bench.paid();
      const { id: refundId } = await bench.requestRefund.execute({
        actor: bench.seller,
        orderId,
        amount: 10_000n,
        reasonCode: 'goodwill',
        note: null,
      });
      await bench.approveRefund.execute({ actor: bench.staff, refundId });
      bench.clock.advance(UNTIL_VERY_LATE + 1);
      await cancel(orderId);
      expect((await bench.refundsOf(orderId)).map(({ amount }) => amount)).toEqual([10_000n, 40_500n]);
      expect((await bench.orderOf(orderId)).refundedAmount).toBe(50_500n);
      expect(await bench.books()).toEqual({ provider_clearing: 50_500n, refunds_payable: 50_500n });
    });

    it('is refused until then', async () => {
      const { orderId } = await bench.paid();
      bench.clock.advance(UNTIL_VERY_LATE);
      await expect(cancel(orderId)).rejects.toThrow(OrderGuardRefused);
      await bench.settings.set('orders.very_late_hours', 23, bench.clock.now());
      await cancel(orderId);
      expect((await bench.orderOf(orderId)).state).toBe('cancelled');
    });

    it('counts anew from a revision', async () => {
      const { orderId } = await bench.paid();
      bench.clock.advance(UNTIL_VERY_LATE);
      await bench.deliver(orderId);
      bench.clock.advance(HOUR);
      await bench.requestRevision.execute({ actor: bench.customer, orderId, message: CHANGE_WISHED });
      bench.clock.advance(UNTIL_VERY_LATE);
      await expect(cancel(orderId)).rejects.toThrow(OrderGuardRefused);
      bench.clock.advance(1);
      await cancel(orderId);
      expect((await bench.orderOf(orderId)).state).toBe('cancelled');
    });

    it('is refused once it was delivered after all', async () => {
      const { orderId } = await bench.paid();
      bench.clock.advance(UNTIL_VERY_LATE + 1);
      await bench.deliver(orderId);
      await expect(cancel(orderId)).rejects.toThrow(OrderEventRefused);
      expect(await bench.books()).toEqual({ provider_clearing: 50_500n, order_escrow: 50_500n });
    });

    it('is refused to whoever looked at an older version', async () => {
      const { orderId } = await bench.paid();
      bench.clock.advance(UNTIL_VERY_LATE + 1);
      await expect(cancel(orderId, bench.customer, 0)).rejects.toThrow(StaleVersion);
      expect((await bench.orderOf(orderId)).state).toBe('in_progress');
      expect(await bench.refundsOf(orderId)).toEqual([]);
    });
  });

  it('is for the customer alone', async () => {
    const { orderId } = await bench.placed();
    await expect(cancel(orderId, bench.seller)).rejects.toThrow(OrderRoleRefused);
    await expect(cancel(orderId, bench.staff)).rejects.toThrow(OrderRoleRefused);
    await expect(cancel(orderId, bench.actorOf('stranger'))).rejects.toThrow(OrderNotFound);
    expect((await bench.orderOf(orderId)).state).toBe('pending_payment');
  });

  it('is refused when the order is over otherwise', async () => {
    const { orderId } = await bench.completed();
    await expect(cancel(orderId)).rejects.toThrow(OrderEventRefused);
  });
});
