import {
  cursorRequest,
  Order,
  OrderNotFound,
  StaleVersion,
  type OrderRecord,
  type OrderRepository,
  type OrderViews,
  type UnitOfWork,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import {
  aDelivery,
  anOrder,
  anOrderEvent,
  anOrderItem,
  paid,
  type OrderParties,
} from '../../factories/ordering/order-factory.js';
import {
  createBareOrder,
  createParties,
  type PartiesPorts,
} from '../../factories/ordering/bare-order-factory.js';
import { anId } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface OrderRepositoryPorts extends PartiesPorts {
  readonly orders: OrderRepository;
  readonly orderViews: OrderViews;
  readonly unitOfWork: UnitOfWork<{ orders: OrderRepository }>;
}

const LATER = new Date('2026-02-01T10:20:30.456Z');

/** Every state an order can be in; between them, every field is filled. */
function everyState(): Readonly<Record<string, Partial<OrderRecord>>> {
  const sentBack = aDelivery({
    state: 'revision_requested',
    revisionMessage: 'Le bleu est trop clair, merci.',
  });
  return {
    'waiting for its payment': {
      currency: 'XOF',
      items: [
        anOrderItem({ unitPrice: 45_000n, amount: 45_000n }),
        anOrderItem({ kind: 'option', title: 'Express', unitPrice: 2_500n, quantity: 2, amount: 5_000n }),
      ],
      revisionsIncluded: null,
    },
    'in progress': { ...paid() },
    delivered: {
      ...paid(),
      state: 'delivered',
      deliveredAt: LATER,
      reviewDueAt: LATER,
      deliveries: [aDelivery()],
    },
    'in revision': {
      ...paid(),
      state: 'in_revision',
      deliveredAt: LATER,
      revisionsUsed: 1,
      deliveries: [sentBack],
    },
    completed: {
      ...paid(),
      state: 'completed',
      completedAt: LATER,
      completedBy: 'customer',
      clearsAt: LATER,
      refundedAmount: 10_000n,
      deliveries: [
        sentBack,
        aDelivery({ number: 2, state: 'superseded' }),
        aDelivery({ number: 3, state: 'accepted' }),
      ],
    },
    'completed by the system': {
      ...paid(),
      state: 'completed',
      completedAt: LATER,
      completedBy: 'system',
      clearsAt: LATER,
    },
    cancelled: {
      state: 'cancelled',
      cancelledAt: LATER,
      cancelledBy: 'staff',
      cancelReasonCode: 'cancelled_by_staff',
    },
    expired: { state: 'expired' },
    'from before there were packages': {
      packageSnapshot: { title: 'Logo professionnel', deliveryDays: 3, revisionsIncluded: null },
    },
  };
}

const STATES = Object.keys(everyState());

export function orderRepositoryContract(open: Open<OrderRepositoryPorts>): void {
  describe('OrderRepository', () => {
    let ports: OrderRepositoryPorts;
    let orders: OrderRepository;
    let parties: OrderParties;

    beforeEach(async () => {
      ports = await open();
      ({ orders } = ports);
      parties = await createParties(ports);
    });

    const stored = async (id: string) => (await orders.find(id))?.snapshot();
    const eventsOf = async (id: string) => (await ports.orderViews.events(id, cursorRequest())).results;
    const changed = (order: Order, changes: Partial<OrderRecord>) =>
      Order.rehydrate({ ...order.snapshot(), ...changes, updatedAt: LATER });

    it('answers null, or refuses, for an order nobody placed', async () => {
      expect(await orders.find(anId())).toBeNull();
      await expect(ports.unitOfWork.run((scope) => scope.orders.getForUpdate(anId()))).rejects.toThrow(
        OrderNotFound,
      );
    });

    it.each(STATES)('gives back an order that is %s as it was', async (state) => {
      const order = anOrder(parties, everyState()[state]);
      await orders.add(order, anOrderEvent(order));
      expect(await stored(order.id)).toEqual(order.snapshot());
    });

    it.each(STATES)('gives back an order that became %s as it was saved', async (state) => {
      const order = anOrder(parties, { items: everyState()[state]?.items ?? [anOrderItem()] });
      await orders.add(order, anOrderEvent(order));
      const {
        currency: _,
        items: __,
        revisionsIncluded: ___,
        packageSnapshot: ____,
        ...movable
      } = everyState()[state] ?? {};
      const saved = changed(order, movable);
      await orders.save(saved, anOrderEvent(saved, { seq: 2 }));
      expect(saved.version).toBe(1);
      expect(await stored(order.id)).toEqual(saved.snapshot());
    });

    it('adds the deliveries that came, and changes those that were there', async () => {
      const [first, second] = [aDelivery(), aDelivery({ number: 2 })];
      const order = anOrder(parties, { ...paid(), deliveries: [first] });
      await orders.add(order, anOrderEvent(order));
      const saved = changed(order, { deliveries: [{ ...first, state: 'superseded' }, second] });
      await orders.save(saved, anOrderEvent(saved, { seq: 2 }));
      expect((await stored(order.id))?.deliveries).toEqual(saved.snapshot().deliveries);
    });

    it('gives out numbers nobody has, with the year', async () => {
      const { won, lost } = await race(20, () => orders.nextNumber(new Date('2027-03-01T00:00:00Z')));
      expect(lost).toEqual([]);
      expect(new Set(won).size).toBe(20);
      for (const number of won) expect(number).toMatch(/^2K-27-\d{6,}$/);
    });

    it('refuses the id or the number of another order', async () => {
      const order = await createBareOrder(ports);
      const { id, number } = order.snapshot();
      for (const taken of [anOrder(parties, { id }), anOrder(parties, { number })]) {
        await expect(orders.add(taken, anOrderEvent(taken))).rejects.toMatchObject({ kind: 'conflict' });
      }
    });

    it('keeps every line of the timeline, in its order', async () => {
      const order = anOrder(parties);
      const lines = [anOrderEvent(order)];
      await orders.add(order, anOrderEvent(order, lines[0]));
      const saved = changed(order, paid());
      const line = anOrderEvent(saved, {
        seq: 2,
        event: 'payment_captured',
        from: 'pending_payment',
        actorRole: 'system',
        actorId: null,
        payload: { paymentId: anId(), nested: { list: [1, null] } },
        at: LATER,
      });
      await orders.save(saved, line);
      expect(await eventsOf(order.id)).toEqual([...lines, line]);
    });

    it('keeps neither change nor line of a transaction that rolled back', async () => {
      const order = await createBareOrder(ports);
      const work = ports.unitOfWork.run(async (scope) => {
        const saved = changed(order, paid());
        await scope.orders.save(saved, anOrderEvent(saved, { seq: 2 }));
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await stored(order.id)).toEqual(order.snapshot());
      expect(await eventsOf(order.id)).toHaveLength(1);
    });

    it('refuses to save what somebody else saved since, and adds no line', async () => {
      const order = await createBareOrder(ports);
      const [saved, stale] = [changed(order, paid()), changed(order, { state: 'expired' })];
      await orders.save(saved, anOrderEvent(saved, { seq: 2 }));
      await expect(orders.save(stale, anOrderEvent(stale, { seq: 3 }))).rejects.toThrow(StaleVersion);
      expect(await eventsOf(order.id)).toHaveLength(2);
    });

    it('lets exactly one of twenty take the step all of them saw', async () => {
      const order = await createBareOrder(ports, paid());
      const { won, lost } = await race(20, async () => {
        const saved = changed(order, { state: 'delivered' });
        await orders.save(saved, anOrderEvent(saved, { seq: 2 }));
      });
      expect(won).toHaveLength(1);
      for (const error of lost) expect(error).toMatchObject({ kind: 'conflict' });
      expect(await eventsOf(order.id)).toHaveLength(2);
    });

    it('makes twenty who lock the same order wait for each other', async () => {
      const order = await createBareOrder(ports, { ...paid(), revisionsIncluded: null });
      const { lost } = await race(20, () =>
        ports.unitOfWork.run(async (scope) => {
          const locked = await scope.orders.getForUpdate(order.id);
          const saved = changed(locked, { revisionsUsed: locked.snapshot().revisionsUsed + 1 });
          await scope.orders.save(saved, anOrderEvent(saved, { seq: saved.version + 2 }));
        }),
      );
      expect(lost).toEqual([]);
      expect((await stored(order.id))?.revisionsUsed).toBe(20);
    });
  });
}
