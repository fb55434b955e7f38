import {
  after,
  cursorRequest,
  MINUTE,
  type OrderRepository,
  type OrderViews,
  type UserRepository,
} from '@2krika/domain';
import {
  aDelivery,
  anOrder,
  anOrderEvent,
  paid,
  type OrderParties,
} from '../../factories/ordering/order-factory.js';
import { createParties, type PartiesPorts } from '../../factories/ordering/bare-order-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { expectList } from '../list-walk.js';
import type { Open } from '../open.js';

export interface OrderViewsPorts extends PartiesPorts {
  readonly orders: OrderRepository;
  readonly orderViews: OrderViews;
}

export function orderViewsContract(open: Open<OrderViewsPorts>): void {
  describe('OrderViews', () => {
    let ports: OrderViewsPorts;
    let parties: OrderParties;

    beforeEach(async () => {
      ports = await open();
      parties = await createParties(ports);
    });

    async function stored(overrides: Parameters<typeof anOrder>[1] = {}) {
      const order = anOrder(parties, overrides);
      await ports.orders.add(order, anOrderEvent(order));
      return order;
    }

    async function partyView(users: UserRepository, id: string) {
      const { fullName, username } = (await users.find(id))?.snapshot() ?? {};
      return { id, fullName, username };
    }

    it('shows nothing of an order nobody placed', async () => {
      expect(await ports.orderViews.find(anId())).toBeNull();
      expect((await ports.orderViews.events(anId(), cursorRequest())).results).toEqual([]);
    });

    it('tells the parties of an order from everybody else by a file that was delivered in it', async () => {
      const [uploadId, stranger] = [anId(), anId()];
      const { customerId, sellerId } = (
        await stored({
          ...paid(),
          state: 'delivered',
          deliveries: [
            aDelivery({ uploadIds: [anId()], state: 'superseded' }),
            aDelivery({ number: 2, uploadIds: [anId(), uploadId] }),
          ],
          deliveredAt: TEST_EPOCH,
          reviewDueAt: after(TEST_EPOCH, MINUTE),
        })
      ).snapshot();
      expect(await ports.orderViews.sharesDelivery(customerId, uploadId)).toBe(true);
      expect(await ports.orderViews.sharesDelivery(sellerId, uploadId)).toBe(true);
      expect(await ports.orderViews.sharesDelivery(stranger, uploadId)).toBe(false);
      expect(await ports.orderViews.sharesDelivery(customerId, anId())).toBe(false);
    });

    it('shows an order with its parties, items and deliveries', async () => {
      const order = await stored({
        ...paid(),
        state: 'delivered',
        deliveries: [aDelivery()],
        deliveredAt: TEST_EPOCH,
        reviewDueAt: after(TEST_EPOCH, MINUTE),
      });
      const {
        customerId,
        sellerId,
        processVersion: _,
        feeRuleSnapshot: __,
        updatedAt: ___,
        ...shown
      } = order.snapshot();
      expect(await ports.orderViews.find(order.id)).toEqual({
        ...shown,
        title: 'Logo professionnel',
        customer: await partyView(ports.users, customerId),
        seller: await partyView(ports.users, sellerId),
      });
    });

    it('lists what one person bought or sold, newest first and stable among equals', async () => {
      const oldest = await stored({ createdAt: after(TEST_EPOCH, -MINUTE) });
      const equals = [await stored(), await stored()]
        .map(({ id }) => id)
        .sort()
        .reverse();
      const expected = [...equals, oldest.id];
      const page = { page: 1, limit: 20 };
      for (const role of ['customer', 'seller'] as const) {
        const userId = role === 'customer' ? parties.customerId : parties.sellerId;
        const { results, count, totalPages } = await ports.orderViews.list({ party: { userId, role } }, page);
        expect(results.map(({ id }) => id)).toEqual(expected);
        expect({ count, totalPages }).toEqual({ count: 3, totalPages: 1 });
      }
      const swapped = { party: { userId: parties.customerId, role: 'seller' } } as const;
      expect((await ports.orderViews.list(swapped, page)).count).toBe(0);
    });

    it('shows a summary as it is, and pages through them without a gap', async () => {
      const order = await stored({ refundedAmount: 10n, ...paid() });
      await stored({ createdAt: after(TEST_EPOCH, -MINUTE) });
      const party = { userId: parties.customerId, role: 'customer' } as const;
      const first = await ports.orderViews.list({ party }, { page: 1, limit: 1 });
      const second = await ports.orderViews.list({ party }, { page: 2, limit: 1 });
      const {
        id,
        number,
        state,
        serviceId,
        currency,
        totalAmount,
        sellerNetAmount,
        refundedAmount,
        dueAt,
        createdAt,
      } = order.snapshot();
      expect(first.results).toEqual([
        {
          id,
          ...{
            number,
            state,
            serviceId,
            currency,
            totalAmount,
            sellerNetAmount,
            refundedAmount,
            dueAt,
            createdAt,
          },
          title: 'Logo professionnel',
          customer: await partyView(ports.users, parties.customerId),
          seller: await partyView(ports.users, parties.sellerId),
        },
      ]);
      expect(second.results).toHaveLength(1);
      expect({ count: second.count, totalPages: second.totalPages }).toEqual({ count: 2, totalPages: 2 });
    });

    it('is read by page and by cursor, of a party or of everybody, in any state or in one', async () => {
      const party = { userId: parties.customerId, role: 'customer' } as const;
      const ids: string[] = [];
      for (const minutes of [0, 1, 1, 1, 2]) {
        ids.push((await stored({ createdAt: after(TEST_EPOCH, minutes * MINUTE), state: 'expired' })).id);
      }
      const equal = ids.slice(1, 4).sort().reverse();
      const expected = [ids[4] ?? '', ...equal, ids[0] ?? ''];
      const { orderViews } = ports;
      const sold = { userId: parties.sellerId, role: 'seller' } as const;
      for (const filter of [{ party }, { party: sold }, { party, state: 'expired' as const }]) {
        await expectList((request) => orderViews.list(filter, request), expected);
      }
      const latest = after(TEST_EPOCH, 1_000_000 * MINUTE);
      const last = await stored({ createdAt: latest, state: 'expired' });
      for (const filter of [{}, { state: 'expired' as const }]) {
        const { results } = await orderViews.list(filter, cursorRequest('', 1));
        expect(results.map(({ id }) => id)).toEqual([last.id]);
      }
    });

    it('is told from its beginning, and goes on where it was', async () => {
      const order = await stored();
      const ids = [anOrderEvent(order).id];
      const [first] = (await ports.orderViews.events(order.id, cursorRequest())).results;
      ids[0] = first?.id ?? '';
      for (const seq of [2, 3, 4, 5]) {
        const saved = await ports.orders.find(order.id);
        if (!saved) throw new Error('The order was stored.');
        const line = anOrderEvent(saved, { seq });
        await ports.orders.save(saved, line);
        ids.push(line.id);
      }
      await expectList((request) => ports.orderViews.events(order.id, request), ids);
    });

    it('lists one state alone, and everybody to whom no party is named', async () => {
      const expired = await stored({ state: 'expired' });
      await stored();
      const party = { userId: parties.customerId, role: 'customer' } as const;
      const found = await ports.orderViews.list({ party, state: 'expired' }, { page: 1, limit: 20 });
      expect(found.results.map(({ id }) => id)).toEqual([expired.id]);
      const everybody = await ports.orderViews.list({}, { page: 1, limit: 100 });
      expect(everybody.count).toBeGreaterThanOrEqual(2);
    });
  });
}
