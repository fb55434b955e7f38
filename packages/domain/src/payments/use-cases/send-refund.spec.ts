import { aPayoutMethod } from '../../../testing/factories/ledger/payout-method-factory.js';
import { aWithdrawal } from '../../../testing/factories/ledger/withdrawal-factory.js';
import { race } from '../../../testing/concurrency.js';
import { FakePayoutProviders } from '../../../testing/fakes/ledger/fake-payout-provider.js';
import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { unitsOf } from '../../../testing/fakes/platform/leased-work.js';
import { after, MINUTE, Money, SECOND } from '../../kernel/index.js';
import { SendWithdrawal } from '../../ledger/index.js';
import { RefundNotFound } from '../model/payment-errors.js';
import { RESEND_AFTER } from '../model/polling.js';

describe('SendRefund', () => {
  let bench: OrderingBench;
  let refundId: string;
  let refundKey: string;
  let collectionKey: string;

  /** An order of 50 500 that staff gave up, and a float that covers it. */
  beforeEach(async () => {
    bench = await orderingBench();
    await bench.fillFloat(50_500n);
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
    expect(unitsOf(await bench.refunds.claimToSend(bench.clock.now(), 10))).toEqual([refundId]);
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
    expect(await bench.balance('refunds_payable')).toBe(0n);
  });

  it('pays the phone that paid, under another key, when the operator refuses', async () => {
    bench.provider.answerNextWith({ kind: 'rejected', code: 'window_closed', message: 'Trop tard' });
    await send();
    const { providerKey: payoutKey, ...refused } = await refund();
    expect(refused).toMatchObject({ state: 'approved', rail: 'payout', failureCode: 'window_closed' });
    expect(payoutKey).not.toBe(refundKey);
    expect(unitsOf(await bench.refunds.claimToSend(bench.clock.now(), 10))).toEqual([refundId]);
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
    expect(await bench.balance('refunds_payable')).toBe(50_500n);
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
    expect(await bench.balance('refunds_payable')).toBe(0n);
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

  describe('out of the float', () => {
    /** Waits to be paid to the phone that paid. */
    beforeEach(async () => {
      bench.provider.answerNextWith({ kind: 'rejected', code: 'window_closed', message: 'Trop tard' });
      await send();
    });

    /** Another refund of 50 500 that waits likewise. */
    async function anotherRefund(): Promise<string> {
      const { orderId } = await bench.paid();
      await bench.operateOrder.execute({
        actor: bench.staff,
        orderId,
        event: 'operator_cancel',
        reason: 'Le vendeur a disparu.',
      });
      const [approved] = await bench.refundsOf(orderId);
      const id = approved?.id ?? '';
      bench.provider.answerNextWith({ kind: 'rejected', code: 'window_closed', message: 'Trop tard' });
      await bench.sendRefund.execute({ refundId: id });
      return id;
    }

    /** A withdrawal that leaves this much of the float. */
    async function sentWithdrawal(left: bigint) {
      const method = aPayoutMethod(bench.seller.userId);
      await bench.payoutMethods.add(method);
      const amount = 50_500n - left;
      await bench.withdrawals.add(
        aWithdrawal(bench.seller.userId, method.id, { amount, state: 'processing' }),
      );
    }

    it('waits while it is short, is neither sent nor failed, and goes when it is filled', async () => {
      await sentWithdrawal(50_499n);
      for (let turn = 0; turn < 3; turn += 1) await send();
      expect(bench.payoutProvider.requests).toEqual([]);
      const now = bench.clock.now();
      expect(await refund()).toMatchObject({ state: 'approved', nextSendAt: after(now, MINUTE) });
      expect(await bench.refunds.claimToSend(now, 10)).toEqual([]);
      await bench.fillFloat(1n);
      await send();
      expect(bench.payoutProvider.requests).toHaveLength(1);
      bench.payoutProvider.status = {
        kind: 'succeeded',
        providerRef: 'ref-1',
        amount: 50_500n,
        currency: 'XAF',
        fee: null,
      };
      await bench.confirmRefund.execute({ refundId });
      expect((await refund()).state).toBe('succeeded');
    });

    it('is counted once, when two are sent at the same time', async () => {
      const second = await anotherRefund();
      await race(2, (racer) => bench.sendRefund.execute({ refundId: racer === 0 ? refundId : second }));
      expect(bench.payoutProvider.requests).toHaveLength(1);
      const states = [(await refund()).state, (await bench.refundOf(second)).state];
      expect(states.sort()).toEqual(['approved', 'processing']);
    });

    it('leaves to a withdrawal only what refunds on their way leave', async () => {
      await send();
      const method = aPayoutMethod(bench.seller.userId);
      await bench.payoutMethods.add(method);
      const withdrawal = aWithdrawal(bench.seller.userId, method.id, {
        amount: 1_000n,
        state: 'approved',
        nextSendAt: bench.clock.now(),
      });
      await bench.withdrawals.add(withdrawal);
      const providers = new FakePayoutProviders(bench.payoutProvider);
      const sending = new SendWithdrawal(bench.unitOfWork, providers, bench.vault, bench.ids, bench.clock);
      await sending.execute({ withdrawalId: withdrawal.id });
      expect((await bench.withdrawals.find(withdrawal.id))?.isQueued).toBe(true);
      expect(bench.payoutProvider.requests).toHaveLength(1);
    });

    it('is not asked for again by a call that is repeated', async () => {
      bench.payoutProvider.meanwhile = () => Promise.reject(new Error('The worker was killed.'));
      await expect(send()).rejects.toThrow('killed');
      bench.payoutProvider.meanwhile = () => Promise.resolve();
      await send();
      expect(bench.payoutProvider.requests).toHaveLength(2);
      expect(await refund()).toMatchObject({ state: 'processing', providerRef: 'ref-1' });
    });
  });
});
