import {
  after,
  DAY,
  StaleVersion,
  Withdrawal,
  WithdrawalAlreadyOpen,
  WithdrawalNotFound,
  type PayoutMethodRepository,
  type UnitOfWork,
  type UserRepository,
  type WithdrawalRecord,
  type WithdrawalRepository,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { aPayoutMethod } from '../../factories/ledger/payout-method-factory.js';
import { aPayoutAttempt, aWithdrawal } from '../../factories/ledger/withdrawal-factory.js';
import { unitsOf } from '../../fakes/platform/leased-work.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface WithdrawalRepositoryPorts {
  readonly users: UserRepository;
  readonly payoutMethods: PayoutMethodRepository;
  readonly withdrawals: WithdrawalRepository;
  readonly unitOfWork: UnitOfWork<{ withdrawals: WithdrawalRepository }>;
}

const LATER = new Date('2026-02-01T10:20:30.456Z');

/** Every state a withdrawal can be in; between them, every field is filled. */
function everyState(staffId: string): Readonly<Record<string, Partial<WithdrawalRecord>>> {
  const sent = { processingAt: TEST_EPOCH, nextPollAt: LATER, pollCount: 3 };
  const accepted = aPayoutAttempt({ state: 'accepted', providerRef: anId() });
  return {
    requested: { amount: 9_007_199_254_740_991n, feeAmount: 100n, currency: 'XOF', channel: 'orange_ci' },
    'waiting for approval': { state: 'pending_approval', riskFlags: ['over_threshold'] },
    approved: { state: 'approved', decidedBy: staffId, nextSendAt: LATER },
    sent: { ...sent, state: 'processing', nextSendAt: LATER, attempts: [aPayoutAttempt()] },
    accepted: { ...sent, state: 'processing', attempts: [accepted] },
    unknown: {
      ...sent,
      state: 'unknown',
      riskFlags: ['over_threshold', 'amount_mismatch', 'contradicted'],
      attempts: [aPayoutAttempt({ state: 'unknown' })],
    },
    paid: {
      state: 'paid',
      paidAt: LATER,
      attempts: [{ ...accepted, state: 'succeeded', finishedAt: LATER }],
    },
    failed: {
      state: 'failed',
      failureCode: 'not_registered',
      failureMessage: 'Numéro inconnu',
      attempts: [aPayoutAttempt({ state: 'failed', finishedAt: LATER })],
    },
    rejected: { state: 'rejected', decidedBy: staffId, rejectionReason: 'Compte suspect' },
    cancelled: { state: 'cancelled' },
    returned: { state: 'returned', paidAt: TEST_EPOCH, returnedAt: LATER },
  };
}

const STATES = Object.keys(everyState(''));

export function withdrawalRepositoryContract(open: Open<WithdrawalRepositoryPorts>): void {
  describe('WithdrawalRepository', () => {
    let ports: WithdrawalRepositoryPorts;
    let withdrawals: WithdrawalRepository;
    let staffId: string;
    let owner: { readonly userId: string; readonly methodId: string };

    beforeEach(async () => {
      ports = await open();
      ({ withdrawals } = ports);
      owner = await anOwner();
      staffId = (await anOwner()).userId;
    });

    async function anOwner() {
      const user = aUser();
      const method = aPayoutMethod(user.id);
      await ports.users.add(user);
      await ports.payoutMethods.add(method);
      return { userId: user.id, methodId: method.id };
    }
    const own = (overrides: Partial<WithdrawalRecord> = {}) =>
      aWithdrawal(owner.userId, owner.methodId, overrides);
    /** Of somebody who has no other. */
    async function added(overrides: Partial<WithdrawalRecord>) {
      const { userId, methodId } = await anOwner();
      const withdrawal = aWithdrawal(userId, methodId, overrides);
      await withdrawals.add(withdrawal);
      return withdrawal;
    }
    const stored = async (id: string) => (await withdrawals.find(id))?.snapshot();

    it('answers null, or refuses, for a withdrawal nobody added', async () => {
      expect(await withdrawals.find(anId())).toBeNull();
      expect(await withdrawals.findByProviderKey(anId())).toBeNull();
      expect(await withdrawals.findOpenOf(owner.userId)).toBeNull();
      await expect(ports.unitOfWork.run((scope) => scope.withdrawals.getForUpdate(anId()))).rejects.toThrow(
        WithdrawalNotFound,
      );
    });

    it.each(STATES)('gives back a withdrawal that is %s as it was', async (state) => {
      const withdrawal = own(everyState(staffId)[state]);
      await withdrawals.add(withdrawal);
      expect(await stored(withdrawal.id)).toEqual(withdrawal.snapshot());
    });

    it.each(STATES)('gives back a withdrawal that became %s as it was saved', async (state) => {
      const { amount, feeAmount, currency, channel, ...changes } = own(everyState(staffId)[state]).snapshot();
      const withdrawal = own({ amount, feeAmount, currency, channel });
      await withdrawals.add(withdrawal);
      const { id, number, providerKey } = withdrawal.snapshot();
      const changed = Withdrawal.rehydrate({
        ...withdrawal.snapshot(),
        ...changes,
        ...{ id, number, providerKey, updatedAt: LATER },
      });
      await withdrawals.save(changed);
      expect(changed.version).toBe(1);
      expect(await stored(id)).toEqual(changed.snapshot());
    });

    it('sums up what somebody took of a currency, without what came back to them', async () => {
      const since = TEST_EPOCH;
      const add = (amount: bigint, overrides: Partial<WithdrawalRecord> = {}) =>
        withdrawals.add(own({ state: 'paid', amount, createdAt: LATER, ...overrides }));
      const taken = () => withdrawals.takenSince(owner.userId, 'XAF', since);
      expect(await taken()).toBe(0n);
      for (const state of ['failed', 'rejected', 'cancelled', 'returned'] as const) await add(1n, { state });
      await add(10n, { currency: 'XOF' });
      await add(100n, { createdAt: since });
      await added({ amount: 1_000n, createdAt: LATER });
      await add(9_007_199_254_740_000n, { createdAt: after(since, 1) });
      await add(991n, { state: 'unknown' });
      expect(await taken()).toBe(9_007_199_254_740_991n);
      expect(await withdrawals.takenSince(owner.userId, 'XOF', since)).toBe(10n);
    });

    it('finds a withdrawal by the key its provider knows', async () => {
      const withdrawal = own();
      await withdrawals.add(withdrawal);
      const { providerKey } = withdrawal.snapshot();
      expect((await withdrawals.findByProviderKey(providerKey))?.snapshot()).toEqual(withdrawal.snapshot());
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const withdrawal = own();
      const work = ports.unitOfWork.run(async (scope) => {
        await scope.withdrawals.add(withdrawal);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await withdrawals.find(withdrawal.id)).toBeNull();
    });

    it('refuses a second open withdrawal of a person until the first has ended', async () => {
      const first = own({ state: 'unknown' });
      await withdrawals.add(first);
      expect((await withdrawals.findOpenOf(owner.userId))?.id).toBe(first.id);
      await expect(withdrawals.add(own())).rejects.toThrow(WithdrawalAlreadyOpen);
      await withdrawals.save(Withdrawal.rehydrate({ ...first.snapshot(), state: 'paid' }));
      await withdrawals.add(own());
      await expect(withdrawals.add(own({ state: 'cancelled' }))).resolves.toBeUndefined();
    });

    it('refuses the id of another withdrawal', async () => {
      const { id } = await added({});
      await expect(withdrawals.add(own({ id }))).rejects.toMatchObject({ code: 'kernel.already_exists' });
    });

    it('refuses to save what somebody else saved since', async () => {
      const withdrawal = await added({});
      const stale = Withdrawal.rehydrate(withdrawal.snapshot());
      await withdrawals.save(withdrawal);
      await expect(withdrawals.save(stale)).rejects.toThrow(StaleVersion);
    });

    it('numbers withdrawals by year, and gives no number twice', async () => {
      const { won } = await race(20, () => withdrawals.nextNumber(TEST_EPOCH));
      expect(new Set(won).size).toBe(20);
      for (const number of won) expect(number).toMatch(/^2W-26-\d{6,}$/);
    });

    it('lets exactly one of twenty open a withdrawal', async () => {
      const { won, lost } = await race(20, () => withdrawals.add(own()));
      expect(won).toHaveLength(1);
      for (const error of lost) expect(error).toBeInstanceOf(WithdrawalAlreadyOpen);
    });

    it('makes twenty who lock the same withdrawal wait for each other', async () => {
      const { id } = await added({});
      await race(20, () =>
        ports.unitOfWork.run(async (scope) => {
          const locked = (await scope.withdrawals.getForUpdate(id)).snapshot();
          await scope.withdrawals.save(Withdrawal.rehydrate({ ...locked, pollCount: locked.pollCount + 1 }));
        }),
      );
      expect((await stored(id))?.pollCount).toBe(20);
    });

    // Years ago, so that nothing another test added is due.
    it.each([
      ['to send', 'nextSendAt', 'claimToSend', '2001-05-01'],
      ['to ask about', 'nextPollAt', 'claimToPoll', '2000-05-01'],
    ] as const)('hands each withdrawal %s to one worker, longest due first', async (_, field, claim, day) => {
      const now = new Date(day);
      const due = [];
      for (const days of [3, 1, 2]) due.push(await added({ [field]: after(now, -days * DAY) }));
      for (const at of [after(now, 1), null]) await added({ [field]: at });
      const claims = [unitsOf(await withdrawals[claim](now, 2)), unitsOf(await withdrawals[claim](now, 2))];
      expect(claims).toEqual([[due[0]?.id, due[2]?.id], [due[1]?.id]]);
      expect(await withdrawals[claim](now, 2)).toEqual([]);
    });

    it('offers a withdrawal again once whoever held it saved it', async () => {
      const now = new Date('1999-05-01');
      const withdrawal = await added({ state: 'processing', nextPollAt: now });
      expect(unitsOf(await withdrawals.claimToPoll(now, 10))).toEqual([withdrawal.id]);
      await withdrawals.save(withdrawal);
      expect(unitsOf(await withdrawals.claimToPoll(now, 10))).toEqual([withdrawal.id]);
    });

    it('hands no withdrawal to two of twenty workers', async () => {
      const now = new Date('1998-05-01');
      for (let count = 0; count < 10; count += 1) await added({ nextSendAt: now });
      const { won, lost } = await race(20, async () => unitsOf(await withdrawals.claimToSend(now, 2)));
      expect(lost).toEqual([]);
      const claimed = won.flat();
      expect(new Set(claimed).size).toBe(claimed.length);
      expect(claimed.length).toBeGreaterThan(0);
    });
  });
}
