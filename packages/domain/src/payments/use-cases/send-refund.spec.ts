import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { after, Money, SECOND } from '../../kernel/index.js';
import { RefundNotFound } from '../model/payment-errors.js';
import { RESEND_AFTER } from '../model/polling.js';

describe('SendRefund', () => {
  let bench: OrderingBench;
  let refundId: string;
  let refundKey: string;
  let collectionKey: string;

  /** An order of 50 500 that staff gave up. */
  beforeEach(async () => {
    bench = await orderingBench();
    const { orderId, providerKey } = await bench.paid();
    collectionKey = providerKey;
    await bench.operateOrder.execute({
      actor: bench.staff,
      orderId,
      event: 'operator_cancel',
      reason: 'Le vendeur a disparu.',
    });
    const [approved] = await bench.refundsOf(orderId);
    if (!approved) throw new Error('Giving up a paid order refunds it.');
    [refundId, refundKey] = [approved.id, approved.providerKey];
  });

  const send = () => bench.sendRefund.execute({ refundId });
  const refund = () => bench.refundOf(refundId);
  const calls = () => bench.provider.requests.slice(1);

  it('asks the operator that took the money, under a key that was stored before', async () => {
    let storedMeanwhile;
    bench.provider.meanwhile = async () => {
      storedMeanwhile = await refund();
    };
    await send();
    const sentAt = bench.clock.now();
    expect(storedMeanwhile).toMatchObject({ state: 'processing', providerKey: refundKey, sentAt });
    expect(calls()).toEqual([
      { reference: refundKey, collectionReference: collectionKey, amount: Money.of(50_500n, 'XAF') },
    ]);
    expect(await refund()).toMatchObject({
      state: 'processing',
      providerRef: `ref-${refundKey}`,
      nextPollAt: after(sentAt, 5 * SECOND),
    });
    expect(await bench.refunds.claimToSend(after(sentAt, RESEND_AFTER), 10)).toEqual([]);
  });

  it('calls nobody once nothing is left to send', async () => {
    await send();
    bench.provider.succeed(refundKey);
    await bench.confirmRefund.execute({ refundId });
    await send();
    expect(calls()).toHaveLength(1);
    await expect(bench.sendRefund.execute({ refundId: 'nothing' })).rejects.toThrow(RefundNotFound);
  });

  it('is claimed again, and made under the same key, after its worker was killed in the call', async () => {
    bench.provider.meanwhile = () => Promise.reject(new Error('The worker was killed.'));
    await expect(send()).rejects.toThrow('killed');
    bench.clock.advance(RESEND_AFTER - 1);
    expect(await bench.refunds.claimToSend(bench.clock.now(), 10)).toEqual([]);
    bench.clock.advance(1);
    expect(await bench.refunds.claimToSend(bench.clock.now(), 10)).toEqual([refundId]);
    await send();
    expect(calls().map(({ reference }) => reference)).toEqual([refundKey, refundKey]);
    expect(await refund()).toMatchObject({ state: 'processing', providerRef: `ref-${refundKey}` });
  });

  it('asks, and does not call again, after an ambiguous answer', async () => {
    bench.provider.loseNextAnswer();
    await send();
    await send();
    expect(calls()).toHaveLength(1);
    expect((await refund()).state).toBe('unknown');
    bench.provider.succeed(refundKey);
    await bench.confirmRefund.execute({ refundId });
    expect(await bench.books()).toEqual({});
  });

  it('pays the phone that paid, under another key, when the operator refuses', async () => {
    bench.provider.answerNextWith({ kind: 'rejected', code: 'window_closed', message: 'Trop tard' });
    await send();
    const { providerKey: payoutKey, ...refused } = await refund();
    expect(refused).toMatchObject({ state: 'approved', rail: 'payout', failureCode: 'window_closed' });
    expect(payoutKey).not.toBe(refundKey);
    expect(await bench.refunds.claimToSend(bench.clock.now(), 10)).toEqual([refundId]);
    await send();
    expect(bench.payoutProvider.requests).toMatchObject([
      {
        reference: payoutKey,
        amount: Money.of(50_500n, 'XAF'),
        channel: 'mtn_cm',
        msisdn: '+237670000001',
      },
    ]);
    expect(await refund()).toMatchObject({ state: 'processing', rail: 'payout', providerRef: 'ref-1' });
  });

  it('waits for people when both rails refuse, and the money stays owed to the payer', async () => {
    bench.provider.answerNextWith({ kind: 'rejected', code: 'window_closed', message: 'Trop tard' });
    await send();
    bench.payoutProvider.outcome = { kind: 'rejected', code: 'no_wallet', message: 'Pas de compte' };
    await send();
    expect(await refund()).toMatchObject({ state: 'failed', failureCode: 'no_wallet' });
    expect(await bench.books()).toEqual({ provider_clearing: 50_500n, refunds_payable: 50_500n });
    expect((await bench.eventNames('refund')).at(-1)).toBe('refund.failed');
    await send();
    expect(bench.payoutProvider.requests).toHaveLength(1);
  });

  it('leaves alone what a webhook told while the call was under way', async () => {
    bench.provider.meanwhile = async () => {
      bench.provider.succeed(refundKey);
      await bench.confirmRefund.executeForReference(refundKey);
    };
    await send();
    expect(await refund()).toMatchObject({ state: 'succeeded', providerRef: null });
    expect(await bench.books()).toEqual({});
  });

  it('does not take the answer of one rail for that of the next', async () => {
    bench.provider.meanwhile = async () => {
      bench.provider.fail(refundKey, 'window_closed');
      await bench.confirmRefund.executeForReference(refundKey);
      bench.payoutProvider.outcome = { kind: 'ambiguous', reason: 'time-out' };
      bench.payoutProvider.meanwhile = () => Promise.reject(new Error('The worker was killed.'));
      await expect(send()).rejects.toThrow('killed');
    };
    await send();
    expect(await refund()).toMatchObject({ state: 'processing', rail: 'payout', providerRef: null });
  });
});
