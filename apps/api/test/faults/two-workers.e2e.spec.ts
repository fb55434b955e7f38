import { SECOND } from '@2krika/domain';
import type { HistoryView } from '../../src/http/messaging/messaging-views.js';
import { BusyDay, PRICE, type Sales } from './busy-day.js';
import type { Installation } from './installation.js';
import { expectOperatorAgrees, expectSound } from './soundness.js';
import { SLOW, useInstallation } from './use-installation.js';

const SELLERS = 5;
const ROUNDS = 4;
/** What a sale of one service is split into, by the fees an installation begins with. */
const FEE = PRICE / 100;
const COMMISSION = (PRICE * 15) / 100;

describe('two workers at once', () => {
  const opened = useInstallation({ workers: 2 });
  let installation: Installation;
  let day: BusyDay;

  beforeAll(async () => {
    installation = opened();
    day = await BusyDay.begin(installation, SELLERS);
  }, SLOW);

  it(
    'leave the books that one would, and say each thing once in each chat',
    async () => {
      const before = (await day.market.books()).balances;
      const rounds: Sales[] = [];
      await Promise.all(
        Array.from({ length: ROUNDS }, async () => {
          const sales = await day.pay();
          await day.complete(sales);
          rounds.push(sales);
        }),
      );
      const sales = rounds.flat();
      expect(sales).toHaveLength(SELLERS * ROUNDS);
      await expectSound(installation, day.market);

      const after = (await day.market.books()).balances;
      const change = (code: string) => (after[code] ?? 0) - (before[code] ?? 0);
      expect({
        clearing: change('provider_clearing'),
        escrow: change('order_escrow'),
        pending: change('seller_pending'),
        commission: change('commission_revenue'),
        fees: change('service_fee_revenue'),
      }).toEqual({
        clearing: sales.length * (PRICE + FEE),
        escrow: 0,
        pending: sales.length * (PRICE - COMMISSION),
        commission: sales.length * COMMISSION,
        fees: sales.length * FEE,
      });
      for (const { seller, order } of sales) {
        const { results } = await seller.visitor.get<HistoryView>(`/v1/chats/${order.chatId}/messages`);
        expect(results.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
        expect(results.flatMap(({ event }) => event ?? []).toSorted()).toEqual([
          ...['order.completed', 'order.created', 'order.delivered', 'order.paid'],
        ]);
      }
      await expectOperatorAgrees(installation);
    },
    SLOW,
  );

  it(
    'pay out and give back what one would, once',
    async () => {
      const sales = await day.pay();
      await day.clear(await day.pay());
      await Promise.all([day.withdraw(), day.refund(sales)]);
      await installation.letPass(SECOND);
      await expectSound(installation, day.market);
      expect(await installation.tables.count('withdrawals', `state = 'paid'`)).toBe(SELLERS);
      expect(await installation.tables.count('refunds', `state = 'succeeded'`)).toBe(SELLERS);
      await expectOperatorAgrees(installation);
    },
    SLOW,
  );
});
