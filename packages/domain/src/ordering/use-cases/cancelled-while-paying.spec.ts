import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { unitsOf } from '../../../testing/fakes/platform/leased-work.js';
import { DAY, MINUTE, SECOND } from '../../kernel/index.js';

const GIVEN_UP: Readonly<Record<string, (bench: OrderingBench, orderId: string) => Promise<unknown>>> = {
  'its customer': ({ cancelOrder, customer: actor }, orderId) => cancelOrder.execute({ actor, orderId }),
  staff: ({ operateOrder, staff: actor }, orderId) =>
    operateOrder.execute({ actor, orderId, event: 'operator_cancel', reason: 'Demandé par téléphone.' }),
};

describe.each(Object.keys(GIVEN_UP))('an order that %s cancels while it is being paid', (who) => {
  let bench: OrderingBench;

  beforeEach(async () => {
    bench = await orderingBench();
  });

  const giveUp = async (orderId: string) => GIVEN_UP[who]?.(bench, orderId);
  const isPolled = async (paymentId: string) =>
    unitsOf(await bench.payments.claimToPoll(bench.clock.now(), 10)).includes(paymentId);

  /** What the poller does, with no webhook to help it. */
  async function poll() {
    bench.clock.advance(10 * MINUTE);
    for (const paymentId of unitsOf(await bench.payments.claimToPoll(bench.clock.now(), 10))) {
      await bench.confirmPayment.execute({ paymentId });
    }
  }

  async function unknown() {
    const payment = await bench.started();
    bench.provider.loseNextAnswer();
    await bench.sendPayment.execute(payment);
    return payment;
  }

  it.each(['pending', 'unknown'])('gives the money back that a %s payment brings', async (state) => {
    const payment = state === 'pending' ? await bench.sent() : await unknown();
    expect((await bench.paymentOf(payment.paymentId)).state).toBe(state);
    await giveUp(payment.orderId);
    await poll();
    expect((await bench.paymentOf(payment.paymentId)).state).toBe('expired');
    bench.provider.succeed(payment.providerKey);
    await poll();
    expect((await bench.paymentOf(payment.paymentId)).state).toBe('captured_late');
    expect(await bench.refundsOf(payment.orderId)).toMatchObject([
      { amount: 50_500n, source: 'unallocated' },
    ]);
    expect(await bench.balance('refunds_payable')).toBe(50_500n);
    expect(await isPolled(payment.paymentId)).toBe(false);
  });

  it('asks about a call whose answer came only afterwards', async () => {
    const payment = await bench.started();
    bench.provider.meanwhile = async () => {
      await giveUp(payment.orderId);
    };
    await bench.sendPayment.execute(payment);
    bench.provider.succeed(payment.providerKey);
    await poll();
    expect((await bench.paymentOf(payment.paymentId)).state).toBe('captured_late');
  });

  it.each(['declines', 'expires'])('asks no more once the provider %s it', async (end) => {
    const payment = await bench.sent();
    await giveUp(payment.orderId);
    if (end === 'declines') bench.provider.fail(payment.providerKey, 'wrong_pin');
    else bench.provider.expire(payment.providerKey);
    await poll();
    const { state, nextPollAt, attempts } = await bench.paymentOf(payment.paymentId);
    expect([state, nextPollAt, attempts[0]?.state]).toEqual(['expired', null, 'failed']);
  });

  it('asks on while the provider is down or has lost it, and never pays twice', async () => {
    const payment = await unknown();
    await giveUp(payment.orderId);
    bench.provider.goDown();
    await poll();
    bench.provider.comeBack();
    bench.provider.forget(payment.providerKey);
    await poll();
    bench.clock.advance(10 * MINUTE);
    expect(await isPolled(payment.paymentId)).toBe(true);
    expect(await bench.payments.claimToSend(bench.clock.now(), 10)).toEqual([]);
    expect(bench.provider.requests).toHaveLength(1);
  });

  it('asks for three days at most', async () => {
    const payment = await bench.sent();
    await giveUp(payment.orderId);
    bench.clock.advance(3 * DAY - 10 * MINUTE);
    await poll();
    expect((await bench.paymentOf(payment.paymentId)).nextPollAt).not.toBeNull();
    bench.clock.advance(SECOND);
    await poll();
    expect(await bench.paymentOf(payment.paymentId)).toMatchObject({ state: 'expired', nextPollAt: null });
  });

  it('makes no call that was only written down', async () => {
    const payment = await bench.started();
    await giveUp(payment.orderId);
    await bench.sendPayment.execute(payment);
    await poll();
    expect(bench.provider.requests).toEqual([]);
    expect(await bench.paymentOf(payment.paymentId)).toMatchObject({ state: 'expired', nextPollAt: null });
  });
});
