import { orderingBench, PAYER, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { after, MINUTE } from '../../kernel/index.js';
import { OrderNotPayable } from '../model/order-errors.js';

describe('the payment window', () => {
  let bench: OrderingBench;

  beforeEach(async () => {
    bench = await orderingBench();
  });

  const start = (orderId: string) => bench.startPayment.execute({ actor: bench.customer, orderId, ...PAYER });

  async function windowEnd(orderId: string) {
    return (await bench.orderOf(orderId)).paymentDueAt;
  }

  it('is open to its last moment, and closed though its deadline has not fired', async () => {
    const [inTime, late] = [await bench.placed(), await bench.placed()];
    const end = await windowEnd(late.orderId);
    bench.clock.set(after(end, -1));
    await expect(start(inTime.orderId)).resolves.toBeDefined();
    bench.clock.set(end);
    await expect(start(late.orderId)).rejects.toThrow(OrderNotPayable);
    expect((await bench.orderOf(late.orderId)).state).toBe('pending_payment');
  });

  it('lets a payment that was under way at its end pay the order', async () => {
    const payment = await bench.sent();
    await bench.fireAt(await windowEnd(payment.orderId));
    bench.provider.succeed(payment.providerKey);
    await bench.confirmPayment.execute(payment);
    expect((await bench.orderOf(payment.orderId)).state).toBe('in_progress');
  });

  it('does not open anew for whoever fails to pay after its end', async () => {
    const payment = await bench.sent();
    const end = await windowEnd(payment.orderId);
    await bench.fireAt(end);
    bench.provider.fail(payment.providerKey, 'wrong_pin');
    await bench.confirmPayment.execute(payment);
    await expect(start(payment.orderId)).rejects.toThrow(OrderNotPayable);
    await bench.fireAt(after(end, 6 * MINUTE));
    expect((await bench.orderOf(payment.orderId)).state).toBe('expired');
  });
});
