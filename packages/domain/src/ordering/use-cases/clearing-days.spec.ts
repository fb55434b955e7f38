import { anOrder } from '../../../testing/factories/ordering/order-factory.js';
import { orderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { after, DAY } from '../../kernel/index.js';
import { clearingDaysOf } from './clearing-days.js';

const DAYS = { new: 14, level_1: 10, level_2: 7, top: 3 } as const;

describe('how long earnings clear', () => {
  it.each(['new', 'level_1', 'level_2', 'top'] as const)(
    'is set for a seller who is %s',
    async (sellerLevel) => {
      const bench = await orderingBench({ sellerIs: { sellerLevel } });
      await bench.settings.set('clearing.days', DAYS, bench.clock.now());
      const { orderId } = await bench.completed();
      const clearsAt = after(bench.clock.now(), DAYS[sellerLevel] * DAY);
      expect((await bench.orderOf(orderId)).clearsAt).toEqual(clearsAt);
      expect((await bench.earningOf(orderId)).clearsAt).toEqual(clearsAt);
    },
  );

  it('is the longest for a seller whose account is gone', async () => {
    const bench = await orderingBench();
    const order = anOrder({ customerId: 'customer', sellerId: 'gone', serviceId: 'service' });
    expect(await clearingDaysOf(bench, order)).toBe(14);
  });
});
