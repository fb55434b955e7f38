import {
  after,
  DAY,
  pageRequest,
  type EarningRepository,
  type EarningViews,
  type UserRepository,
} from '@2krika/domain';
import { aUser } from '../../factories/identity/user-factory.js';
import { anEarning } from '../../factories/ledger/earning-factory.js';
import { TEST_EPOCH } from '../../factories/unique.js';
import { expectList } from '../list-walk.js';
import type { Open } from '../open.js';

export interface EarningViewsPorts {
  readonly users: UserRepository;
  readonly earnings: EarningRepository;
  readonly earningViews: EarningViews;
}

export function earningViewsContract(open: Open<EarningViewsPorts>): void {
  describe('EarningViews', () => {
    it("lists a seller's earnings, newest first, by page and by cursor, and nobody else's", async () => {
      const { users, earnings, earningViews } = await open();
      const [seller, stranger] = [aUser(), aUser()];
      for (const user of [seller, stranger]) await users.add(user);
      const own = [0, 1, 2].map((day) => anEarning(seller.id, { createdAt: after(TEST_EPOCH, day * DAY) }));
      for (const earning of [...own, anEarning(stranger.id)]) await earnings.add(earning);
      const ids = own.map(({ id }) => id).reverse();
      await expectList((request) => earningViews.listOwn(seller.id, request), ids);
    });

    it.each([
      ['pending', {}],
      ['available', { clearedAt: TEST_EPOCH }],
      ['partially_reversed', { clearedAt: TEST_EPOCH, reversedAmount: 1n }],
      ['reversed', { reversedAmount: 42_500n }],
    ])('shows an earning that is %s', async (state, facts) => {
      const { users, earnings, earningViews } = await open();
      const seller = aUser();
      await users.add(seller);
      const earning = anEarning(seller.id, facts);
      await earnings.add(earning);
      const { id, orderId, reversedAmount, clearsAt, createdAt } = earning.snapshot();
      expect((await earningViews.listOwn(seller.id, pageRequest())).results).toEqual([
        {
          id,
          ...{ orderId, state, reversedAmount, clearsAt, createdAt },
          currency: 'XAF',
          grossAmount: 50_000n,
          commissionAmount: 7_500n,
          netAmount: 42_500n,
        },
      ]);
    });
  });
}
