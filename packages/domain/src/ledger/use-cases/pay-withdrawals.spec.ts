import { aWithdrawal } from '../../../testing/factories/ledger/withdrawal-factory.js';
import { race } from '../../../testing/concurrency.js';
import { ledgerBench, type LedgerBench } from '../../../testing/fakes/ledger/ledger-bench.js';
import { after, MINUTE, Money, SECOND, Unavailable } from '../../kernel/index.js';
import { ProviderUnknown } from '../../platform/index.js';
import { completedRefundPosting } from '../model/refund-postings.js';
import { WithdrawalEventRefused, WithdrawalNotFound } from '../model/withdrawal-errors.js';
import type { WithdrawalRecord } from '../model/withdrawal-record.js';
import type { PayoutStatus } from '../ports/payout-provider.js';
import { ConfirmWithdrawal } from './confirm-withdrawal.js';
import { SendWithdrawal } from './send-withdrawal.js';

describe('paying withdrawals', () => {
  let bench: LedgerBench;
  let withdrawalId: string;
  let providerKey: string;

  /** An approved one of 20 000 of which 100 are ours, its money set apart, and a float for two. */
  beforeEach(async () => {
    bench = await ledgerBench();
    await bench.fillFloat(40_000n);
    ({ id: withdrawalId, providerKey } = await approved({}));
  });

  async function approved(overrides: Partial<WithdrawalRecord>, owner = bench.seller, method = bench.method) {
    const withdrawal = aWithdrawal(owner.userId, method.id, {
      amount: 20_000n,
      feeAmount: 100n,
      state: 'approved',
      nextSendAt: bench.clock.now(),
      ...overrides,
    });
    await bench.withdrawals.add(withdrawal);
    await bench.ledger.post(withdrawal.requestPosting, bench.clock.now());
    return withdrawal.snapshot();
  }

  const send = (id = withdrawalId) =>
    new SendWithdrawal(bench.unitOfWork, bench.providers, bench.vault, bench.ids, bench.clock).execute({
      withdrawalId: id,
    });
  const confirmation = () =>
    new ConfirmWithdrawal(bench.unitOfWork, bench.withdrawals, bench.providers, bench.clock);
  const confirm = () => confirmation().execute({ withdrawalId });
  const succeeded = (changes: { readonly amount?: bigint; readonly fee?: bigint } = {}): PayoutStatus => ({
    kind: 'succeeded',
    providerRef: 'ref-1',
    amount: 19_900n,
    currency: 'XAF',
    fee: null,
    ...changes,
  });

  /** The seller owes this much after a refund of what is not there any more. */
  async function owe(amount: bigint) {
    const posting = completedRefundPosting({
      refundId: 'refund',
      paymentId: 'payment',
      orderId: 'order',
      sellerId: bench.seller.userId,
      currency: 'XAF',
      parts: { sellerPart: 30_000n + amount, commissionPart: 0n, feePart: 0n },
      funds: { pending: 0n, available: 30_000n },
    });
    await bench.ledger.post(posting, bench.clock.now());
  }

  describe('SendWithdrawal', () => {
    it('asks the provider to pay the net amount, under a key that was stored before', async () => {
      let storedMeanwhile: WithdrawalRecord | undefined;
      bench.provider.meanwhile = async () => {
        storedMeanwhile = await bench.stored(withdrawalId);
      };
      await send();
      expect(storedMeanwhile).toMatchObject({
        state: 'processing',
        attempts: [{ providerKey, state: 'sent' }],
      });
      expect(bench.provider.requests).toMatchObject([
        {
          reference: providerKey,
          amount: Money.of(19_900n, 'XAF'),
          channel: 'mtn_cm',
          msisdn: '+237670000001',
        },
      ]);
      expect(await bench.stored(withdrawalId)).toMatchObject({
        state: 'processing',
        nextSendAt: null,
        nextPollAt: after(bench.clock.now(), 5 * SECOND),
        attempts: [{ state: 'accepted', providerRef: 'ref-1' }],
      });
      expect(await bench.eventNames()).toEqual(['withdrawal.sent']);
    });

    it('calls nobody a second time once it was answered', async () => {
      await send();
      await send();
      expect(bench.provider.requests).toHaveLength(1);
    });

    it('calls again, under the same key, when nobody knows of an answer', async () => {
      bench.provider.meanwhile = () => Promise.reject(new Error('The worker was killed.'));
      await expect(send()).rejects.toThrow('killed');
      bench.provider.meanwhile = () => Promise.resolve();
      await send();
      expect(bench.provider.requests.map(({ reference }) => reference)).toEqual([providerKey, providerKey]);
      expect((await bench.stored(withdrawalId)).attempts).toHaveLength(1);
    });

    it('waits for a float that is short, and does not fail', async () => {
      const other = await bench.aSeller();
      const method = await bench.aMethodOf(other);
      const large = await approved({ amount: 20_300n }, other, method);
      await send();
      await send(large.id);
      expect(bench.provider.requests).toHaveLength(1);
      expect(await bench.stored(large.id)).toMatchObject({
        state: 'approved',
        nextSendAt: after(bench.clock.now(), MINUTE),
      });
      await bench.fillFloat(100n);
      await send(large.id);
      expect((await bench.stored(large.id)).state).toBe('processing');
    });

    it('counts the float once, when two are sent at the same time', async () => {
      const other = await bench.aSeller();
      const second = await approved({ amount: 20_300n }, other, await bench.aMethodOf(other));
      await race(2, (racer) => send(racer === 0 ? withdrawalId : second.id));
      expect(bench.provider.requests).toHaveLength(1);
    });

    it('gives the money back when the provider refuses', async () => {
      bench.provider.outcome = { kind: 'rejected', code: 'not_registered', message: 'No wallet' };
      await send();
      expect(await bench.stored(withdrawalId)).toMatchObject({
        state: 'failed',
        failureCode: 'not_registered',
      });
      expect(await bench.money()).toEqual([50_000n, 0n, 0n]);
      expect(await bench.eventNames()).toEqual(['withdrawal.sent', 'withdrawal.failed']);
    });

    it('takes a debt out of what it gives back', async () => {
      await owe(500n);
      bench.provider.outcome = { kind: 'rejected', code: 'not_registered', message: 'No wallet' };
      await send();
      expect(await bench.money()).toEqual([19_500n, 0n, 0n]);
    });

    it('keeps the money in transit after an ambiguous answer', async () => {
      bench.provider.outcome = { kind: 'ambiguous', reason: 'timeout' };
      await send();
      expect(await bench.stored(withdrawalId)).toMatchObject({ state: 'unknown', nextSendAt: null });
      expect(await bench.money()).toEqual([30_000n, 20_000n, 0n]);
    });

    it('leaves alone what a webhook settled while the call was under way', async () => {
      bench.provider.status = succeeded();
      bench.provider.meanwhile = async () => {
        bench.provider.meanwhile = () => Promise.resolve();
        await confirm();
      };
      bench.provider.outcome = { kind: 'rejected', code: 'duplicate', message: 'Seen before' };
      await send();
      expect((await bench.stored(withdrawalId)).state).toBe('paid');
    });

    it('refuses a withdrawal that is not there, or a provider we do not have', async () => {
      await expect(send('nothing')).rejects.toThrow(WithdrawalNotFound);
      const other = await bench.aSeller();
      const method = await bench.aMethodOf(other);
      const foreign = await approved({ provider: 'gone', amount: 1_000n, feeAmount: 1_000n }, other, method);
      await expect(send(foreign.id)).rejects.toThrow(ProviderUnknown);
    });
  });

  describe('ConfirmWithdrawal', () => {
    beforeEach(() => send());

    it('books what the provider paid, its fee too, once', async () => {
      bench.provider.status = succeeded({ fee: 25n });
      await race(20, () => confirm());
      await confirmation().executeForReference(providerKey);
      expect(await bench.stored(withdrawalId)).toMatchObject({ state: 'paid', version: 3 });
      expect(await bench.money()).toEqual([30_000n, 0n, 0n]);
      expect(await bench.balance('disbursement_float')).toBe(20_075n);
      expect(await bench.balance('withdrawal_fee_revenue')).toBe(100n);
      expect(await bench.balance('payout_fee_expense')).toBe(25n);
      expect(await bench.eventNames()).toEqual(['withdrawal.sent', 'withdrawal.paid']);
    });

    it('books no fee of 0', async () => {
      bench.provider.status = succeeded({ fee: 0n });
      await confirm();
      expect(await bench.ledger.find({ type: 'T10f', sourceKey: withdrawalId })).toBeNull();
    });

    it.each<[string, PayoutStatus | Error]>([
      ['has no news', { kind: 'pending' }],
      ['cannot be asked', new Unavailable('The provider')],
    ])('asks later when the provider %s', async (_, status) => {
      bench.provider.status = status;
      await confirm();
      expect(await bench.stored(withdrawalId)).toMatchObject({
        state: 'processing',
        pollCount: 1,
        nextPollAt: after(bench.clock.now(), 15 * SECOND),
      });
    });

    it('passes on a fault that is none of the network', async () => {
      bench.provider.status = new TypeError('A bug');
      await expect(confirm()).rejects.toThrow(TypeError);
    });

    it('gives the money back when the payout failed', async () => {
      bench.provider.status = { kind: 'failed', code: 'limit_reached', message: null };
      await confirm();
      await confirm();
      expect(await bench.stored(withdrawalId)).toMatchObject({
        state: 'failed',
        failureCode: 'limit_reached',
      });
      expect(await bench.money()).toEqual([50_000n, 0n, 0n]);
    });

    it('asks on, and sends nothing, when a provider that accepted it denies it', async () => {
      bench.provider.status = { kind: 'absent' };
      await confirm();
      expect(await bench.stored(withdrawalId)).toMatchObject({ state: 'unknown', nextSendAt: null });
    });

    it('books nothing when another amount was paid', async () => {
      bench.provider.status = succeeded({ amount: 20_000n });
      await confirm();
      expect(await bench.stored(withdrawalId)).toMatchObject({
        state: 'unknown',
        riskFlags: ['amount_mismatch'],
      });
      expect(await bench.money()).toEqual([30_000n, 20_000n, 0n]);
    });

    it.each<[string, PayoutStatus]>([
      ['failure', { kind: 'failed', code: 'reversed', message: null }],
      ['return', { kind: 'returned', providerRef: 'ref-1', amount: 19_900n, currency: 'XAF', fee: null }],
    ])('gives paid money back that came back, told as a %s', async (_, status) => {
      bench.provider.status = succeeded();
      await confirm();
      bench.provider.status = status;
      await confirm();
      await confirm();
      expect((await bench.stored(withdrawalId)).state).toBe('returned');
      expect(await bench.money()).toEqual([50_000n, 0n, 0n]);
      expect(await bench.balance('disbursement_float')).toBe(40_000n);
      expect((await bench.payoutMethods.get(bench.method.id)).snapshot().flaggedAt).not.toBeNull();
    });

    it('books payment and return together when it hears of the first only with the second', async () => {
      bench.provider.status = {
        kind: 'returned',
        providerRef: 'ref-1',
        amount: 19_900n,
        currency: 'XAF',
        fee: 25n,
      };
      await confirm();
      expect((await bench.stored(withdrawalId)).state).toBe('returned');
      expect(await bench.money()).toEqual([50_000n, 0n, 0n]);
      expect(await bench.balance('disbursement_float')).toBe(39_975n);
    });

    it('takes a debt out of money that came back', async () => {
      bench.provider.status = succeeded();
      await confirm();
      await owe(700n);
      bench.provider.status = { kind: 'failed', code: 'reversed', message: null };
      await confirm();
      expect(await bench.money()).toEqual([19_300n, 0n, 0n]);
    });

    it('leaves alone what ended while the provider was asked', async () => {
      bench.provider.status = { kind: 'failed', code: 'first', message: null };
      bench.provider.meanwhile = async () => {
        bench.provider.meanwhile = () => Promise.resolve();
        await confirm();
        bench.provider.status = succeeded();
      };
      await confirm();
      expect((await bench.stored(withdrawalId)).state).toBe('failed');
      expect(await bench.money()).toEqual([50_000n, 0n, 0n]);
    });

    it('changes nothing for a key that is none of ours', async () => {
      await expect(confirmation().executeForReference('nothing')).resolves.toBeUndefined();
    });
  });

  it('cannot be booked before it was sent', async () => {
    const withdrawal = await bench.withdrawals.find(withdrawalId);
    const paid = { providerRef: 'ref', amount: 19_900n, currency: 'XAF', fee: null };
    expect(() => withdrawal?.confirm(paid, bench.clock.now())).toThrow(WithdrawalEventRefused);
    bench.provider.status = succeeded();
    await confirm();
    expect((await bench.stored(withdrawalId)).state).toBe('approved');
  });
});
