import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { race } from '../../../testing/concurrency.js';
import { after, MINUTE } from '../../kernel/index.js';
import { OrderNotFound } from '../model/order-errors.js';

describe('ExpireOrder', () => {
  let bench: OrderingBench;

  beforeEach(async () => {
    bench = await orderingBench();
  });

  const expire = (orderId: string) => bench.expireOrder.execute({ orderId });

  it('ends an order nobody paid in time, with its payment, and gives the sale back', async () => {
    const { orderId, paymentId } = await bench.placed();
    const { paymentDueAt } = await bench.orderOf(orderId);
    expect(await bench.fireAt(after(paymentDueAt, -2_000))).toBe(0);
    expect((await bench.orderOf(orderId)).state).toBe('pending_payment');
    expect(await bench.fireAt(paymentDueAt)).toBe(1);
    expect((await bench.orderOf(orderId)).state).toBe('expired');
    expect((await bench.paymentOf(paymentId)).state).toBe('cancelled');
    expect(await bench.sales(bench.service.id)).toEqual([0, 0]);
    expect(await bench.deadlinesOf(orderId)).toEqual([]);
    expect((await bench.eventNames('order')).slice(1)).toEqual(['order.expired']);
    expect((await bench.eventsOf(orderId))[1]).toMatchObject({
      event: 'expire_payment',
      from: 'pending_payment',
      to: 'expired',
      actorRole: 'system',
    });
  });

  it('gives the sale back once, however many fire it at the same time', async () => {
    const [first] = [await bench.placed(), await bench.placed()];
    await race(20, () => expire(first.orderId));
    await expire(first.orderId);
    expect(await bench.sales(bench.service.id)).toEqual([1, 0]);
  });

  it('waits while a payment may still bring its money', async () => {
    const { orderId, paymentId, providerKey } = await bench.sent();
    await bench.fireAt((await bench.orderOf(orderId)).paymentDueAt);
    const postponedTo = after(bench.clock.now(), 5 * MINUTE);
    expect((await bench.orderOf(orderId)).state).toBe('pending_payment');
    expect(await bench.deadlinesOf(orderId)).toEqual([['expire_payment', postponedTo]]);
    bench.provider.expire(providerKey);
    await bench.confirmPayment.execute({ paymentId });
    await bench.fireAt(postponedTo);
    expect((await bench.orderOf(orderId)).state).toBe('expired');
    expect(await bench.sales(bench.service.id)).toEqual([0, 0]);
  });

  it('takes the money of a payment that was waited for', async () => {
    const { orderId, paymentId, providerKey } = await bench.sent();
    await bench.fireAt((await bench.orderOf(orderId)).paymentDueAt);
    bench.provider.succeed(providerKey);
    await bench.confirmPayment.execute({ paymentId });
    expect((await bench.orderOf(orderId)).state).toBe('in_progress');
    expect(await bench.deadlinesOf(orderId)).toEqual([]);
    expect(await bench.books()).toEqual({ provider_clearing: 50_500n, order_escrow: 50_500n });
  });

  it('leaves an order alone that moved on', async () => {
    const { orderId } = await bench.paid();
    await expire(orderId);
    expect((await bench.orderOf(orderId)).state).toBe('in_progress');
    expect(await bench.sales(bench.service.id)).toEqual([1, 0]);
  });

  it('refuses an order that is not there', async () => {
    await expect(expire('nothing')).rejects.toThrow(OrderNotFound);
  });
});
