import {
  after,
  HOUR,
  pageRequest,
  type PayoutMethodRepository,
  type UserRepository,
  type WithdrawalRecord,
  type WithdrawalRepository,
  type WithdrawalViews,
} from '@2krika/domain';
import { aUser } from '../../factories/identity/user-factory.js';
import { aPayoutMethod } from '../../factories/ledger/payout-method-factory.js';
import { aPayoutAttempt, aWithdrawal } from '../../factories/ledger/withdrawal-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { expectHead, expectList } from '../list-walk.js';
import type { Open } from '../open.js';

export interface WithdrawalViewsPorts {
  readonly users: UserRepository;
  readonly payoutMethods: PayoutMethodRepository;
  readonly withdrawals: WithdrawalRepository;
  readonly withdrawalViews: WithdrawalViews;
}

const at = (hour: number) => after(TEST_EPOCH, hour * HOUR);
const LATER = at(100);

export function withdrawalViewsContract(open: Open<WithdrawalViewsPorts>): void {
  describe('WithdrawalViews', () => {
    let ports: WithdrawalViewsPorts;
    let views: WithdrawalViews;

    beforeEach(async () => {
      ports = await open();
      views = ports.withdrawalViews;
    });

    async function anOwner() {
      const user = aUser();
      const method = aPayoutMethod(user.id, { accountMask: '+237••••••42' });
      await ports.users.add(user);
      await ports.payoutMethods.add(method);
      const add = async (overrides: Partial<WithdrawalRecord>) => {
        const withdrawal = aWithdrawal(user.id, method.id, overrides);
        await ports.withdrawals.add(withdrawal);
        return withdrawal;
      };
      return { user, method, add };
    }

    it('lists the methods a person can still use, oldest first', async () => {
      const { user, method } = await anOwner();
      const second = aPayoutMethod(user.id, {
        createdAt: at(1),
        usableFrom: at(2),
        flaggedAt: LATER,
        currency: 'XOF',
      });
      await ports.payoutMethods.add(second);
      await ports.payoutMethods.add(aPayoutMethod(user.id, { deletedAt: LATER }));
      await anOwner();
      const { id, kind, channel, currency, accountMask, holderName, usableFrom, flaggedAt, createdAt } =
        second.snapshot();
      const { results: listed } = await views.listPayoutMethods(user.id, pageRequest());
      expect(listed.map((view) => view.id)).toEqual([method.id, id]);
      const third = aPayoutMethod(user.id, { createdAt: at(2), usableFrom: at(2) });
      await ports.payoutMethods.add(third);
      await expectList((request) => views.listPayoutMethods(user.id, request), [method.id, id, third.id]);
      expect(listed[1]).toEqual({
        ...{ id, kind, channel, currency, accountMask, holderName, usableFrom, flaggedAt, createdAt },
      });
    });

    it("lists a person's withdrawals, newest first, by page and by cursor, and nobody else's", async () => {
      const { user, add } = await anOwner();
      const own = [];
      for (const hour of [0, 1, 2]) own.push(await add({ state: 'cancelled', createdAt: at(hour) }));
      await (await anOwner()).add({});
      const ids = own.map(({ id }) => id).reverse();
      await expectList((request) => views.listOwn(user.id, request), ids);
    });

    it('shows a withdrawal to its owner, with the masked number, and to nobody else', async () => {
      const { user, method, add } = await anOwner();
      const facts = {
        state: 'returned',
        feeAmount: 100n,
        rejectionReason: 'Compte suspect',
        failureCode: 'limit_reached',
        paidAt: at(1),
        returnedAt: at(2),
      } as const;
      const withdrawal = await add(facts);
      const { id, number, amount, currency, channel, createdAt, version } = withdrawal.snapshot();
      expect(await views.findOwn(user.id, id)).toEqual({
        ...facts,
        ...{ id, number, amount, currency, channel, createdAt, version },
        payoutMethodId: method.id,
        accountMask: '+237••••••42',
      });
      expect(await views.findOwn((await anOwner()).user.id, id)).toBeNull();
      expect(await views.findOwn(user.id, anId())).toBeNull();
    });

    it('shows staff the withdrawals of everybody in a state, oldest first', async () => {
      const { user, add } = await anOwner();
      const facts = {
        state: 'pending_approval',
        riskFlags: ['over_threshold'],
        decidedBy: (await anOwner()).user.id,
        nextSendAt: at(3),
        nextPollAt: at(4),
        attempts: [aPayoutAttempt({ providerRef: 'ref-7' })],
      } as const;
      const withdrawal = await add({ ...facts, createdAt: at(-1_000_000) });
      const younger = await (await anOwner()).add({ state: 'pending_approval', createdAt: at(-999_999) });
      for (const state of ['pending_approval', null] as const) {
        await expectHead(
          (request) => views.listForStaff(state, request),
          [withdrawal.id, younger.id],
          ({ id }) => id,
        );
      }
      const { results } = await views.listForStaff('pending_approval', pageRequest(1, 2));
      const { state, riskFlags, decidedBy, nextSendAt, nextPollAt } = facts;
      expect(results[0]).toMatchObject({
        state,
        ...{ riskFlags, decidedBy, nextSendAt, nextPollAt },
        userId: user.id,
        username: user.snapshot().username,
        provider: 'sandbox',
        providerRef: 'ref-7',
        accountMask: '+237••••••42',
      });
      expect(results[1]).toMatchObject({ providerRef: null });
    });

    it('shows staff every state when none is named', async () => {
      const { add } = await anOwner();
      const withdrawal = await add({ state: 'cancelled', createdAt: at(-2_000_000) });
      const { results } = await views.listForStaff(null, pageRequest(1, 1));
      expect(results).toMatchObject([{ id: withdrawal.id, state: 'cancelled' }]);
    });
  });
}
