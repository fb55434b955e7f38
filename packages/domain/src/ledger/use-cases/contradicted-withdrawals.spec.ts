import { aPayoutAttempt, aWithdrawal } from '../../../testing/factories/ledger/withdrawal-factory.js';
import { race } from '../../../testing/concurrency.js';
import { ledgerBench, type LedgerBench } from '../../../testing/fakes/ledger/ledger-bench.js';
import { WatchedUnitOfWork } from '../../../testing/fakes/ledger/watched-ledger.js';
import { completedRefundPosting } from '../model/refund-postings.js';
import type { WithdrawalState } from '../model/withdrawal-process.js';
import type { PayoutStatus } from '../ports/payout-provider.js';
import { ConfirmWithdrawal } from './confirm-withdrawal.js';

const PAID = { providerRef: 'ref-1', amount: 19_900n, currency: 'XAF', fee: 25n } as const;
const FAILED: PayoutStatus = { kind: 'failed', code: 'limit_reached', message: null };

describe('a provider that contradicts itself', () => {
  let bench: LedgerBench;
  let withdrawalId: string;
  let providerKey: string;

  /** One of 20 000 of which 100 are ours, sent out of a float of 40 000. */
  beforeEach(async () => {
    bench = await ledgerBench();
    await bench.fillFloat(40_000n);
    const withdrawal = aWithdrawal(bench.seller.userId, bench.method.id, {
      amount: 20_000n,
      feeAmount: 100n,
      state: 'processing',
      attempts: [aPayoutAttempt({ state: 'accepted', providerRef: 'ref-1' })],
    });
    await bench.withdrawals.add(withdrawal);
    await bench.ledger.post(withdrawal.requestPosting, bench.clock.now());
    ({ id: withdrawalId, providerKey } = withdrawal.snapshot());
  });

  const confirmation = (unitOfWork: ConstructorParameters<typeof ConfirmWithdrawal>[0] = bench.unitOfWork) =>
    new ConfirmWithdrawal(unitOfWork, bench.withdrawals, bench.providers, bench.clock);

  /** The provider says it, and several tell of it. */
  async function say(...statuses: readonly PayoutStatus[]) {
    for (const status of statuses) {
      bench.provider.status = status;
      await race(5, () => confirmation().executeForReference(providerKey));
    }
  }

  const everything = async () => ({
    state: (await bench.stored(withdrawalId)).state,
    money: await bench.money(),
    float: await bench.balance('disbursement_float'),
  });
  const contradictions = async () =>
    (await bench.eventNames()).filter((name) => name === 'withdrawal.contradicted');

  it.each<[string, PayoutStatus, PayoutStatus, WithdrawalState]>([
    ['paid after it failed', FAILED, { ...PAID, kind: 'succeeded' }, 'failed'],
    ['paid another sum', { ...PAID, kind: 'succeeded' }, { ...PAID, kind: 'succeeded', amount: 1n }, 'paid'],
    [
      'returned another sum',
      { ...PAID, kind: 'succeeded' },
      { ...PAID, kind: 'returned', amount: 1n },
      'paid',
    ],
    ['paid after it came back', { ...PAID, kind: 'returned' }, { ...PAID, kind: 'succeeded' }, 'returned'],
  ])('that says it was %s changes nothing, and people are told once', async (_, first, second, state) => {
    await say(first);
    const before = await everything();
    expect(before.state).toBe(state);
    expect(await contradictions()).toEqual([]);
    await say(second, second);
    expect(await everything()).toEqual(before);
    expect((await bench.stored(withdrawalId)).riskFlags).toEqual(['contradicted']);
    expect(await contradictions()).toHaveLength(1);
  });

  it('keeps the money in transit when it denies what it said it paid of another sum', async () => {
    await say({ ...PAID, kind: 'succeeded', amount: 1n });
    await say(FAILED, { kind: 'absent' });
    expect(await bench.stored(withdrawalId)).toMatchObject({
      state: 'unknown',
      nextSendAt: null,
      riskFlags: ['amount_mismatch', 'contradicted'],
    });
    expect(await bench.money()).toEqual([30_000n, 20_000n, 0n]);
    expect(await contradictions()).toHaveLength(1);
    await say({ ...PAID, kind: 'succeeded' });
    expect((await bench.stored(withdrawalId)).state).toBe('paid');
  });

  it.each<[string, PayoutStatus, PayoutStatus]>([
    ['failed again', FAILED, FAILED],
    ['returned what it says failed', FAILED, { ...PAID, kind: 'returned' }],
    ['returned again', { ...PAID, kind: 'returned' }, { ...PAID, kind: 'returned' }],
    ['failed what it says came back', { ...PAID, kind: 'returned' }, FAILED],
    ['is pending after it paid', { ...PAID, kind: 'succeeded' }, { kind: 'pending' }],
    ['is unknown after it paid', { ...PAID, kind: 'succeeded' }, { kind: 'absent' }],
    ['paid again', { ...PAID, kind: 'succeeded' }, { ...PAID, kind: 'succeeded' }],
  ])('does not, when it %s', async (_, first, second) => {
    await say(first);
    const before = await bench.stored(withdrawalId);
    await say(second);
    expect(await bench.stored(withdrawalId)).toEqual(before);
    expect(await contradictions()).toEqual([]);
  });

  it.each<[string, readonly PayoutStatus[]]>([
    ['failed', [FAILED]],
    ['was paid and came back', [{ ...PAID, kind: 'succeeded' }, FAILED]],
    ['came back before anybody heard that it was paid', [{ ...PAID, kind: 'returned' }]],
  ])('locks the accounts of a withdrawal that %s at once, a debt included', async (_, statuses) => {
    const owed = completedRefundPosting({
      refundId: 'refund',
      paymentId: 'payment',
      orderId: 'order',
      sellerId: bench.seller.userId,
      currency: 'XAF',
      parts: { sellerPart: 30_700n, commissionPart: 0n, feePart: 0n },
      funds: { pending: 0n, available: 30_000n },
    });
    await bench.ledger.post(owed, bench.clock.now());
    const watched = new WatchedUnitOfWork(bench.unitOfWork);
    for (const status of statuses) {
      bench.provider.status = status;
      await confirmation(watched).execute({ withdrawalId });
    }
    expect(await bench.money()).toEqual([19_300n, 0n, 0n]);
    expect(watched.lockedLater).toEqual([]);
  });
});
