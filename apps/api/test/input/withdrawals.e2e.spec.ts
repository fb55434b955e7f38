import type { WithdrawalView } from '../../src/http/ledger/ledger-views.js';
import { onBothProducts } from '../product/both-products.js';
import type { Visitor } from '../product/visitor.js';
import { earn } from './earn.js';

/** What a sale at 20,000 leaves after the commission of 15 %. */
const EARNED = 17_000;
const RACERS = 50;

describe('a withdrawal', () => {
  onBothProducts('withdrawals', (open) => {
    let seller: Visitor;
    let payoutMethodId: string;

    beforeEach(async () => {
      const { market } = open();
      seller = await market.newcomer('awa');
      const { id: serviceId } = await market.publishService(seller, 20_000);
      const customer = await market.newcomer('ngono');
      ({ payoutMethodId } = await earn(market, { seller, customer, serviceId }));
    }, 60_000);

    const ask = (amount: number, changes: object = {}) =>
      seller.call<WithdrawalView & { code: string }>('POST', '/v1/me/withdrawals', {
        payoutMethodId,
        ...{ amount, currency: 'XAF' },
        ...changes,
      });
    const balances = () => open().market.balances(seller);
    async function expectRefusal(
      asking: ReturnType<typeof ask>,
      status: number,
      code: string,
    ): Promise<void> {
      expect(await asking).toMatchObject({ status, body: { code } });
      expect(await balances()).toMatchObject({ available: EARNED, inTransit: 0 });
      expect(await seller.get('/v1/me/withdrawals')).toMatchObject({ count: 0 });
    }

    it('over the balance is refused', () =>
      expectRefusal(ask(EARNED + 5), 409, 'ledger.insufficient_balance'));

    it.each([
      ['a fraction', 100.5, 'validation_failed'],
      ['negative', -100, 'validation_failed'],
      ['one no operator carries', 101, 'platform.amount_not_chargeable'],
    ])('of an amount that is %s is refused', (_, amount, code) => expectRefusal(ask(amount), 422, code));

    it('in the money of another country than its method is refused', () =>
      expectRefusal(ask(5_000, { currency: 'XOF' }), 422, 'platform.channel_unknown'));

    it(`never takes more than there is, however many of ${RACERS} are asked for at once`, async () => {
      // With a session of today: the money took weeks to clear.
      expect(await balances()).toMatchObject({ available: EARNED });
      const answers = await Promise.all(Array.from({ length: RACERS }, () => ask(10_000)));
      const accepted = answers.filter(({ status }) => status === 202);
      const refused = answers.filter(({ status }) => status !== 202);
      expect(accepted).toHaveLength(1);
      expect(new Set(refused.map(({ status }) => status))).toEqual(new Set([409]));
      expect(await balances()).toMatchObject({ available: 7_000 });
      expect(await seller.get('/v1/me/withdrawals')).toMatchObject({ count: 1 });
      expect((await open().market.books()).isBalanced).toBe(true);
    });
  });
});
