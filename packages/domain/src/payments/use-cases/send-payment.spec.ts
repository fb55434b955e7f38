import { orderingBench, PAYER, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { unitsOf } from '../../../testing/fakes/platform/leased-work.js';
import { after, Money, SECOND } from '../../kernel/index.js';
import { PaymentNotFound } from '../model/payment-errors.js';
import { RESEND_AFTER } from '../model/polling.js';

describe('SendPayment', () => {
  let bench: OrderingBench;
  let orderId: string;
  let paymentId: string;
  let providerKey: string;

  beforeEach(async () => {
    bench = await orderingBench();
    ({ orderId, paymentId, providerKey } = await bench.started());
  });

  const send = () => bench.sendPayment.execute({ paymentId });
  const payment = () => bench.paymentOf(paymentId);
  const references = () => bench.provider.requests.map(({ reference }) => reference);

  it('asks the operator for the total, under a key that was stored before', async () => {
    let storedMeanwhile;
    bench.provider.meanwhile = async () => {
      storedMeanwhile = (await payment()).attempts;
    };
    await send();
    const sentAt = bench.clock.now();
    expect(storedMeanwhile).toMatchObject([{ providerKey, state: 'sent', sentAt }]);
    expect(bench.provider.requests).toEqual([
      {
        reference: providerKey,
        amount: Money.of(50_500n, 'XAF'),
        ...PAYER,
        description: `2KRIKA ${orderId}`,
      },
    ]);
    expect(await payment()).toMatchObject({
      state: 'pending',
      nextPollAt: after(sentAt, 5 * SECOND),
      attempts: [{ state: 'accepted', providerRef: `ref-${providerKey}` }],
    });
    expect(await bench.eventNames('payment')).toEqual(['payment.initiated', 'payment.pending']);
  });

  it('calls nobody a second time once it was answered', async () => {
    await send();
    await send();
    expect(references()).toEqual([providerKey]);
    expect(await bench.payments.claimToSend(after(bench.clock.now(), RESEND_AFTER), 10)).toEqual([]);
  });

  it('calls nobody before the payer chose how to pay', async () => {
    const placed = await bench.placed();
    await bench.sendPayment.execute(placed);
    expect(bench.provider.requests).toEqual([]);
  });

  it('ends when the operator refuses, and the order waits for another try', async () => {
    bench.provider.answerNextWith({ kind: 'rejected', code: 'number_refused', message: 'Pas de compte' });
    await send();
    expect(await payment()).toMatchObject({
      state: 'failed',
      failureCode: 'number_refused',
      failureMessage: 'Pas de compte',
    });
    expect((await bench.orderOf(orderId)).state).toBe('pending_payment');
    expect(await bench.books()).toEqual({});
  });

  it('asks, and does not call again, after an ambiguous answer', async () => {
    bench.provider.loseNextAnswer();
    await send();
    await send();
    expect(references()).toEqual([providerKey]);
    expect(await payment()).toMatchObject({ state: 'unknown', attempts: [{ state: 'unknown' }] });
    const later = after(bench.clock.now(), 5 * SECOND);
    expect(await bench.payments.claimToSend(later, 10)).toEqual([]);
    expect(unitsOf(await bench.payments.claimToPoll(later, 10))).toEqual([paymentId]);
    bench.provider.succeed(providerKey);
    await bench.confirmPayment.execute({ paymentId });
    expect((await payment()).state).toBe('captured');
  });

  it('leaves alone what a webhook told while the call was under way', async () => {
    bench.provider.meanwhile = async () => {
      bench.provider.succeed(providerKey);
      await bench.confirmPayment.executeForReference(providerKey);
    };
    await send();
    expect(await payment()).toMatchObject({ state: 'captured', attempts: [{ state: 'succeeded' }] });
    expect(await bench.books()).toEqual({ provider_clearing: 50_500n, order_escrow: 50_500n });
    expect(await bench.eventNames('payment')).toEqual(['payment.initiated', 'payment.captured']);
  });

  it('is claimed again, and made under the same key, after its worker was killed in the call', async () => {
    bench.provider.meanwhile = () => Promise.reject(new Error('The worker was killed.'));
    await expect(send()).rejects.toThrow('killed');
    expect((await payment()).state).toBe('initiated');
    const markedAt = bench.clock.now();
    const tooEarly = after(markedAt, RESEND_AFTER - 1);
    expect(await bench.payments.claimToSend(tooEarly, 10)).toEqual([]);
    bench.clock.advance(RESEND_AFTER);
    expect(unitsOf(await bench.payments.claimToSend(bench.clock.now(), 10))).toEqual([paymentId]);
    await send();
    expect(references()).toEqual([providerKey, providerKey]);
    expect(await payment()).toMatchObject({ state: 'pending', attempts: [{ state: 'accepted' }] });
  });

  it('makes the call again, under the same key, when the operator never heard of it', async () => {
    bench.provider.answerNextWith({ kind: 'ambiguous', reason: 'connection reset' });
    await send();
    await bench.confirmPayment.execute({ paymentId });
    expect(await payment()).toMatchObject({ state: 'unknown', attempts: [{ state: 'created' }] });
    expect(unitsOf(await bench.payments.claimToSend(bench.clock.now(), 10))).toEqual([paymentId]);
    await send();
    expect(references()).toEqual([providerKey, providerKey]);
    expect(await payment()).toMatchObject({ state: 'pending', attempts: [{ state: 'accepted' }] });
    expect((await payment()).attempts).toHaveLength(1);
  });

  it('asks between two calls that are both ambiguous', async () => {
    bench.provider.goDown();
    await send();
    bench.provider.comeBack();
    await bench.confirmPayment.execute({ paymentId });
    bench.provider.goDown();
    await send();
    expect(references()).toEqual([providerKey, providerKey]);
    bench.clock.advance(RESEND_AFTER);
    expect(await bench.payments.claimToSend(bench.clock.now(), 10)).toEqual([]);
    expect(unitsOf(await bench.payments.claimToPoll(bench.clock.now(), 10))).toEqual([paymentId]);
  });

  it('refuses a payment that is not there', async () => {
    await expect(bench.sendPayment.execute({ paymentId: 'nothing' })).rejects.toThrow(PaymentNotFound);
  });
});
