import {
  CHANGE_WISHED,
  orderingBench,
  type OrderingBench,
} from '../../../testing/fakes/ordering/ordering-bench.js';
import { race } from '../../../testing/concurrency.js';
import { after, DAY, HOUR, MINUTE, StaleVersion } from '../../kernel/index.js';
import { OrderEventRefused, OrderNotFound, OrderRoleRefused } from '../model/order-errors.js';

/** An order of 50 500 that was completed: 42 500 the seller's, 7 500 and 500 ours. */
const COMPLETED_BOOKS = {
  provider_clearing: 50_500n,
  seller_pending: 42_500n,
  commission_revenue: 7_500n,
  service_fee_revenue: 500n,
};
const ESCROW_BOOKS = { provider_clearing: 50_500n, order_escrow: 50_500n };

describe('completing an order', () => {
  let bench: OrderingBench;
  let orderId: string;

  beforeEach(async () => {
    bench = await orderingBench();
    ({ orderId } = await bench.delivered());
  });

  const order = () => bench.orderOf(orderId);
  const accept = (expectedVersion?: number, actor = bench.customer) =>
    bench.acceptDelivery.execute({ actor, orderId, expectedVersion });
  const autoComplete = () => bench.completeOrder.execute({ orderId });

  describe('AcceptDelivery', () => {
    it('takes the escrow apart, and the earning begins to clear', async () => {
      await accept();
      const now = bench.clock.now();
      const clearsAt = after(now, 14 * DAY);
      expect(await order()).toMatchObject({
        state: 'completed',
        completedAt: now,
        completedBy: 'customer',
        clearsAt,
        deliveries: [{ state: 'accepted' }],
      });
      expect(await bench.books()).toEqual(COMPLETED_BOOKS);
      expect(await bench.balance('seller_pending', bench.seller.userId)).toBe(42_500n);
      expect(await bench.balance('order_escrow', orderId)).toBe(0n);
      expect(await bench.earningOf(orderId)).toMatchObject({
        sellerId: bench.seller.userId,
        grossAmount: 50_000n,
        commissionAmount: 7_500n,
        netAmount: 42_500n,
        reversedAmount: 0n,
        clearsAt,
        clearedAt: null,
      });
      expect(await bench.sales(bench.service.id)).toEqual([1, 1]);
      expect(await bench.deadlinesOf(orderId)).toEqual([]);
      expect((await bench.eventNames()).slice(-2)).toEqual(['earning.created', 'order.completed']);
      expect((await bench.eventsOf(orderId)).at(-1)).toMatchObject({
        event: 'accept',
        from: 'delivered',
        to: 'completed',
        actorRole: 'customer',
      });
    });

    it('completes once, however often it is asked, with any version', async () => {
      const { version } = await order();
      const { lost } = await race(20, () => accept(version));
      expect(lost).toEqual([]);
      const completed = await accept(version);
      expect(completed.version).toBe(version + 1);
      expect(await bench.books()).toEqual(COMPLETED_BOOKS);
      expect(await bench.sales(bench.service.id)).toEqual([1, 1]);
      const names = await bench.eventNames();
      expect(names.filter((name) => name === 'order.completed')).toHaveLength(1);
    });

    it('is for the customer alone: staff who may look, and the seller, accept nothing', async () => {
      await expect(accept(undefined, bench.seller)).rejects.toThrow(OrderRoleRefused);
      await expect(accept(undefined, bench.staff)).rejects.toThrow(OrderRoleRefused);
      await expect(accept(undefined, bench.actorOf('support', 'orders:read'))).rejects.toThrow(
        OrderRoleRefused,
      );
      await expect(accept(undefined, bench.actorOf('stranger'))).rejects.toThrow(OrderNotFound);
      expect(await bench.books()).toEqual(ESCROW_BOOKS);
    });

    it('accepts no delivery that was replaced since', async () => {
      const { version } = await order();
      await bench.deliver(orderId);
      await expect(accept(version)).rejects.toThrow(StaleVersion);
      expect(await bench.books()).toEqual(ESCROW_BOOKS);
      expect((await order()).state).toBe('delivered');
    });

    it('needs a delivery', async () => {
      const { orderId: undelivered } = await bench.paid();
      const accepting = bench.acceptDelivery.execute({ actor: bench.customer, orderId: undelivered });
      await expect(accepting).rejects.toThrow(OrderEventRefused);
    });
  });

  describe('CompleteOrder', () => {
    it('completes by itself when the review ends, and not before', async () => {
      const reviewDueAt = after(bench.clock.now(), 72 * HOUR);
      bench.clock.set(after(reviewDueAt, -1));
      await autoComplete();
      expect((await order()).state).toBe('delivered');
      bench.clock.set(reviewDueAt);
      expect(await bench.fireDeadlines.execute()).toBe(1);
      expect(await order()).toMatchObject({
        state: 'completed',
        completedAt: reviewDueAt,
        completedBy: 'system',
        clearsAt: after(reviewDueAt, 14 * DAY),
      });
      expect(await bench.books()).toEqual(COMPLETED_BOOKS);
      expect((await bench.eventsOf(orderId)).at(-1)).toMatchObject({
        event: 'auto_complete',
        actorRole: 'system',
        actorId: null,
      });
    });

    it('completes once, however many fire it at the same time as the customer accepts', async () => {
      bench.clock.advance(80 * HOUR);
      const { lost } = await race<unknown>(20, (racer) => (racer % 2 === 0 ? autoComplete() : accept()));
      expect(lost).toEqual([]);
      expect(await bench.books()).toEqual(COMPLETED_BOOKS);
      expect(await bench.sales(bench.service.id)).toEqual([1, 1]);
    });

    it('does not complete what was delivered anew in the meantime', async () => {
      bench.clock.advance(71 * HOUR);
      await bench.deliver(orderId);
      bench.clock.advance(2 * HOUR);
      await autoComplete();
      expect(await bench.fireDeadlines.execute()).toBe(0);
      expect((await order()).state).toBe('delivered');
      expect(await bench.books()).toEqual(ESCROW_BOOKS);
      bench.clock.advance(70 * HOUR + MINUTE);
      await bench.fireDeadlines.execute();
      expect((await order()).state).toBe('completed');
    });

    it('does not complete what is being revised', async () => {
      await bench.requestRevision.execute({ actor: bench.customer, orderId, message: CHANGE_WISHED });
      bench.clock.advance(80 * HOUR);
      await autoComplete();
      expect(await bench.fireDeadlines.execute()).toBe(0);
      expect((await order()).state).toBe('in_revision');
    });
  });
});
