import { orderingBench, PAYER, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { unitsOf } from '../../../testing/fakes/platform/leased-work.js';
import { race } from '../../../testing/concurrency.js';
import { PaymentAlreadyStarted } from '../../payments/index.js';
import {
  AmountNotChargeable,
  ChannelUnavailable,
  ChannelUnknown,
  InvalidMsisdn,
  MsisdnNotOfChannel,
  SANDBOX_CHANNELS,
} from '../../platform/index.js';
import { OrderNotFound, OrderNotPayable } from '../model/order-errors.js';

describe('StartPayment', () => {
  let bench: OrderingBench;
  let orderId: string;
  let paymentId: string;

  beforeEach(async () => {
    bench = await orderingBench();
    ({ orderId, paymentId } = await bench.placed());
  });

  const start = (
    choice: { readonly channel?: string; readonly msisdn?: string } = {},
    actor = bench.customer,
  ) => bench.startPayment.execute({ actor, orderId, ...PAYER, ...choice });

  it('writes the call to the operator down, and makes none', async () => {
    const payment = await start({ msisdn: '+237 670-00-00-01' });
    expect(payment.id).toBe(paymentId);
    const { payerMsisdnEncrypted, attempts, ...stored } = await bench.paymentOf(paymentId);
    expect(stored).toMatchObject({
      state: 'initiated',
      provider: 'sandbox',
      channel: 'mtn_cm',
      payerMsisdnMask: '+237•••••••01',
    });
    expect(attempts).toMatchObject([{ number: 1, state: 'created', provider: 'sandbox', sentAt: null }]);
    expect(payerMsisdnEncrypted).not.toContain('670000001');
    expect(bench.vault.decrypt(payerMsisdnEncrypted ?? '')).toBe('+237670000001');
    expect(bench.provider.requests).toEqual([]);
    expect(unitsOf(await bench.payments.claimToSend(bench.clock.now(), 10))).toEqual([paymentId]);
  });

  it('starts once, however often it is asked at the same time', async () => {
    const { won, lost } = await race(20, () => start());
    expect(won).toHaveLength(1);
    for (const error of lost) expect(error).toBeInstanceOf(PaymentAlreadyStarted);
    expect((await bench.paymentOf(paymentId)).attempts).toHaveLength(1);
  });

  it('is another payment after one that failed, and not before', async () => {
    const { providerKey } = await bench.startedFor(orderId);
    await expect(start({ channel: 'orange_cm', msisdn: '+237690000001' })).rejects.toThrow(
      PaymentAlreadyStarted,
    );
    await bench.sendPayment.execute({ paymentId });
    bench.provider.fail(providerKey, 'insufficient_funds');
    await bench.confirmPayment.execute({ paymentId });
    const second = await start({ channel: 'orange_cm', msisdn: '+237690000001' });
    expect(second.id).not.toBe(paymentId);
    const { customerId, paymentDueAt } = await bench.orderOf(orderId);
    expect(await bench.paymentOf(second.id)).toMatchObject({
      state: 'initiated',
      payerId: customerId,
      channel: 'orange_cm',
      amount: 50_500n,
      serviceFeeAmount: 500n,
      commissionAmount: 7_500n,
      sellerNetAmount: 42_500n,
      expiresAt: paymentDueAt,
    });
    expect(second.attempt?.providerKey).not.toBe(providerKey);
    expect(await bench.eventNames('payment')).toEqual([
      'payment.initiated',
      'payment.pending',
      'payment.failed',
      'payment.initiated',
    ]);
  });

  it('is for the customer alone', async () => {
    for (const actor of [bench.seller, bench.staff, bench.actorOf('stranger')]) {
      await expect(start({}, actor)).rejects.toThrow(OrderNotFound);
    }
    const other = { actor: bench.customer, orderId: 'nothing', ...PAYER };
    await expect(bench.startPayment.execute(other)).rejects.toThrow(OrderNotFound);
  });

  it('needs an order that waits for it', async () => {
    const paid = await bench.paid();
    const paying = { actor: bench.customer, orderId: paid.orderId, ...PAYER };
    await expect(bench.startPayment.execute(paying)).rejects.toThrow(OrderNotPayable);
    await bench.fireAt((await bench.orderOf(orderId)).paymentDueAt);
    await expect(start()).rejects.toMatchObject({ details: { orderId, state: 'expired' } });
  });

  it.each([
    [{ channel: 'orange_cm' }, MsisdnNotOfChannel],
    [{ msisdn: '670000001' }, InvalidMsisdn],
    [{ channel: 'unknown' }, ChannelUnknown],
    [{ channel: 'mtn_ci', msisdn: '+2250500000001' }, ChannelUnknown],
  ])('refuses %j', async (choice, error) => {
    await expect(start(choice)).rejects.toThrow(error);
    expect((await bench.paymentOf(paymentId)).attempts).toEqual([]);
  });

  it('refuses an operator that is down or cannot carry the total', async () => {
    const [mtn] = SANDBOX_CHANNELS.filter(({ code, direction }) => code === 'mtn_cm' && direction === 'in');
    if (!mtn) throw new Error('The sandbox has this channel.');
    await bench.paymentChannels.put({ ...mtn, health: 'down' }, bench.clock.now());
    await expect(start()).rejects.toThrow(ChannelUnavailable);
    await bench.paymentChannels.put({ ...mtn, max: 50_000n }, bench.clock.now());
    await expect(start()).rejects.toThrow(AmountNotChargeable);
  });
});
