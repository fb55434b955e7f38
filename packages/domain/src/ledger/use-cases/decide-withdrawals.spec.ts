import { aWithdrawal } from '../../../testing/factories/ledger/withdrawal-factory.js';
import { race } from '../../../testing/concurrency.js';
import { ledgerBench, type LedgerBench } from '../../../testing/fakes/ledger/ledger-bench.js';
import { StaleVersion } from '../../kernel/index.js';
import { PermissionMissing } from '../../identity/index.js';
import {
  OwnWithdrawalDecision,
  WithdrawalEventRefused,
  WithdrawalNotFound,
} from '../model/withdrawal-errors.js';
import type { WithdrawalRecord } from '../model/withdrawal-record.js';
import { ApproveWithdrawal } from './approve-withdrawal.js';
import { AssessWithdrawal } from './assess-withdrawal.js';
import { CancelWithdrawal } from './cancel-withdrawal.js';
import type { DecideWithdrawalInput } from './decide-withdrawal.js';
import { MarkWithdrawalReturned } from './mark-withdrawal-returned.js';
import { RejectWithdrawal } from './reject-withdrawal.js';

describe('decisions on withdrawals', () => {
  let bench: LedgerBench;
  let withdrawalId: string;

  beforeEach(async () => {
    bench = await ledgerBench();
  });

  /** One of 20 000, its money set apart. */
  async function given(overrides: Partial<WithdrawalRecord>) {
    const withdrawal = aWithdrawal(bench.seller.userId, bench.method.id, { amount: 20_000n, ...overrides });
    await bench.withdrawals.add(withdrawal);
    await bench.ledger.post(withdrawal.requestPosting, bench.clock.now());
    withdrawalId = withdrawal.id;
  }

  const input = (changes: Partial<DecideWithdrawalInput> = {}): DecideWithdrawalInput => ({
    actor: bench.finance,
    withdrawalId,
    reason: 'Looked at it',
    ...changes,
  });
  const assess = () => new AssessWithdrawal(bench.unitOfWork, bench.clock).execute({ withdrawalId });
  const cancel = (actor = bench.seller) =>
    new CancelWithdrawal(bench.unitOfWork, bench.clock).execute({ actor, withdrawalId });
  const approve = (changes?: Partial<DecideWithdrawalInput>) =>
    new ApproveWithdrawal(bench.unitOfWork, bench.clock).execute(input(changes));
  const reject = (changes?: Partial<DecideWithdrawalInput>) =>
    new RejectWithdrawal(bench.unitOfWork, bench.clock).execute(input(changes));
  const markReturned = (changes?: Partial<DecideWithdrawalInput>) =>
    new MarkWithdrawalReturned(bench.unitOfWork, bench.clock).execute(input(changes));

  describe('AssessWithdrawal', () => {
    it('approves up to the limit of the settings, once', async () => {
      await given({});
      await bench.settings.set('withdrawals.auto_approve_up_to', { XAF: 20_000, XOF: 0 }, bench.clock.now());
      await assess();
      await assess();
      expect(await bench.stored(withdrawalId)).toMatchObject({ state: 'approved', version: 1 });
      expect(await bench.eventNames()).toEqual(['withdrawal.approved']);
    });

    it('keeps what is above the limit for people', async () => {
      await given({});
      await bench.settings.set(
        'withdrawals.auto_approve_up_to',
        { XAF: 19_999, XOF: 500_000 },
        bench.clock.now(),
      );
      await assess();
      expect(await bench.stored(withdrawalId)).toMatchObject({
        state: 'pending_approval',
        riskFlags: ['over_threshold'],
      });
    });
  });

  describe('CancelWithdrawal', () => {
    it('makes the money available again, once', async () => {
      await given({ state: 'approved', nextSendAt: bench.clock.now() });
      await race(20, () => cancel());
      expect(await bench.money()).toEqual([50_000n, 0n, 0n]);
      expect(await bench.stored(withdrawalId)).toMatchObject({ state: 'cancelled', version: 1 });
      expect(await bench.eventNames()).toEqual(['withdrawal.cancelled']);
    });

    it("knows nothing of somebody else's, and refuses one that was sent", async () => {
      await given({ state: 'processing' });
      await expect(cancel(bench.finance)).rejects.toThrow(WithdrawalNotFound);
      await expect(cancel()).rejects.toThrow(WithdrawalEventRefused);
      expect(await bench.money()).toEqual([30_000n, 20_000n, 0n]);
    });
  });

  describe('ApproveWithdrawal', () => {
    it('queues it and keeps who decided why, once', async () => {
      await given({ state: 'pending_approval' });
      await approve();
      await approve({ expectedVersion: 0 });
      expect(await bench.stored(withdrawalId)).toMatchObject({
        state: 'approved',
        decidedBy: bench.finance.userId,
        nextSendAt: bench.clock.now(),
      });
      expect(await bench.auditEntries()).toEqual([
        {
          actorId: bench.finance.userId,
          actorKind: 'staff',
          action: 'withdrawals:approve',
          resourceType: 'withdrawal',
          resourceId: withdrawalId,
          diff: { from: 'pending_approval', to: 'approved' },
          reason: 'Looked at it',
          at: bench.clock.now(),
        },
      ]);
      expect(await bench.eventNames()).toEqual(['withdrawal.approved']);
    });

    it('is refused to the owner, to whom has no right, and on an outdated view', async () => {
      await given({ state: 'pending_approval' });
      const owner = bench.actorOf(bench.seller.userId, 'withdrawals:approve');
      await expect(approve({ actor: owner })).rejects.toThrow(OwnWithdrawalDecision);
      const reader = bench.actorOf(bench.finance.userId, 'withdrawals:read');
      await expect(approve({ actor: reader })).rejects.toThrow(PermissionMissing);
      await expect(approve({ expectedVersion: 7 })).rejects.toThrow(StaleVersion);
      expect((await bench.stored(withdrawalId)).state).toBe('pending_approval');
      expect(await bench.auditEntries()).toEqual([]);
    });
  });

  describe('RejectWithdrawal', () => {
    it('makes the money available again and keeps the reason', async () => {
      await given({ state: 'pending_approval' });
      await reject({ expectedVersion: 0 });
      await reject();
      expect(await bench.money()).toEqual([50_000n, 0n, 0n]);
      expect(await bench.stored(withdrawalId)).toMatchObject({
        state: 'rejected',
        rejectionReason: 'Looked at it',
      });
      expect(await bench.auditEntries()).toHaveLength(1);
    });
  });

  describe('MarkWithdrawalReturned', () => {
    it('gives the money back, fee included, and flags the number', async () => {
      await bench.fillFloat(30_000n);
      await given({ state: 'processing', feeAmount: 100n });
      await expect(markReturned()).rejects.toThrow(WithdrawalEventRefused);
      const withdrawal = await bench.withdrawals.find(withdrawalId);
      if (!withdrawal) throw new Error('It was added.');
      const paid = { providerRef: 'ref', amount: 19_900n, currency: 'XAF', fee: null };
      const posting = withdrawal.confirm(paid, bench.clock.now());
      if (posting) await bench.ledger.post(posting, bench.clock.now());
      await bench.withdrawals.save(withdrawal);
      expect(await bench.balance('disbursement_float')).toBe(10_100n);
      await markReturned();
      await markReturned();
      expect(await bench.money()).toEqual([50_000n, 0n, 0n]);
      expect(await bench.balance('disbursement_float')).toBe(30_000n);
      expect(await bench.balance('withdrawal_fee_revenue')).toBe(0n);
      expect((await bench.payoutMethods.get(bench.method.id)).snapshot().flaggedAt).toEqual(
        bench.clock.now(),
      );
    });
  });

  it('refuse a withdrawal nobody asked for', async () => {
    withdrawalId = 'nothing';
    for (const decide of [assess, cancel, approve, reject, markReturned]) {
      await expect(decide()).rejects.toThrow(WithdrawalNotFound);
    }
  });
});
