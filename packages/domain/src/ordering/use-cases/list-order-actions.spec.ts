import {
  CHANGE_WISHED,
  orderingBench,
  type OrderingBench,
} from '../../../testing/fakes/ordering/ordering-bench.js';
import { after, DAY, HOUR, MINUTE } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import { OrderNotFound } from '../model/order-errors.js';

describe('ListOrderActions', () => {
  let bench: OrderingBench;

  beforeEach(async () => {
    bench = await orderingBench();
  });

  const list = (actor: Actor, orderId: string) => bench.listOrderActions.execute({ actor, orderId });
  const refusals = async (actor: Actor, orderId: string) =>
    (await list(actor, orderId)).actions.map(({ event, refusedBy }) => [event, refusedBy]);

  it('says what may be done, where it leads, and what happens by itself', async () => {
    const { orderId } = await bench.delivered();
    expect(await list(bench.customer, orderId)).toEqual({
      state: 'delivered',
      version: 2,
      actions: [
        { event: 'request_revision', leadsTo: 'in_revision', isAllowed: true, refusedBy: null },
        { event: 'accept', leadsTo: 'completed', isAllowed: true, refusedBy: null },
      ],
      deadlines: [{ event: 'auto_complete', fireAt: after(bench.clock.now(), 72 * HOUR) }],
    });
    expect((await list(bench.seller, orderId)).actions).toEqual([
      { event: 'redeliver', leadsTo: 'delivered', isAllowed: true, refusedBy: null },
    ]);
  });

  it('shows until when an order can be paid', async () => {
    const { orderId } = await bench.placed();
    expect(await list(bench.customer, orderId)).toMatchObject({
      actions: [{ event: 'cancel_unpaid', isAllowed: true }],
      deadlines: [{ event: 'expire_payment', fireAt: after(bench.clock.now(), 30 * MINUTE) }],
    });
    expect((await list(bench.seller, orderId)).actions).toEqual([]);
  });

  it('says why something may not be done', async () => {
    const { orderId } = await bench.paid();
    expect(await list(bench.customer, orderId)).toMatchObject({
      actions: [{ event: 'cancel_very_late', isAllowed: false, refusedBy: 'very_late' }],
      deadlines: [],
    });
    bench.clock.advance(4 * DAY + 1);
    expect(await refusals(bench.customer, orderId)).toEqual([['cancel_very_late', null]]);
    await bench.deliver(orderId);
    await bench.requestRevision.execute({ actor: bench.customer, orderId, message: CHANGE_WISHED });
    await bench.deliver(orderId);
    expect(await refusals(bench.customer, orderId)).toEqual([
      ['request_revision', 'revisions_left'],
      ['accept', null],
    ]);
  });

  it('tells staff which permission they lack before anything else', async () => {
    const { orderId } = await bench.delivered();
    expect(await refusals(bench.staff, orderId)).toEqual([
      ['request_revision', null],
      ['accept', null],
      ['operator_cancel', null],
    ]);
    expect(await refusals(bench.actorOf('support', 'orders:read', 'orders:cancel'), orderId)).toEqual([
      ['request_revision', 'permission_missing'],
      ['accept', 'permission_missing'],
      ['operator_cancel', null],
    ]);
  });

  it('answers whoever may move orders, and staff who may do neither no more than strangers', async () => {
    const { orderId } = await bench.delivered();
    expect((await list(bench.actorOf('support', 'orders:operate'), orderId)).state).toBe('delivered');
    await expect(list(bench.actorOf('finance', 'payments:read'), orderId)).rejects.toThrow(OrderNotFound);
  });

  it('allows exactly what then succeeds', async () => {
    const { orderId } = await bench.delivered();
    const { version, actions } = await list(bench.staff, orderId);
    for (const { event, leadsTo } of actions.slice(1, 2)) {
      const input = { actor: bench.staff, orderId, event, reason: 'Conforme.', expectedVersion: version };
      expect((await bench.operateOrder.execute(input)).snapshot().state).toBe(leadsTo);
    }
    expect((await list(bench.staff, orderId)).actions).toEqual([]);
  });

  it('shows strangers nothing', async () => {
    const { orderId } = await bench.placed();
    await expect(list(bench.actorOf('stranger'), orderId)).rejects.toThrow(OrderNotFound);
    await expect(list(bench.staff, 'nothing')).rejects.toThrow(OrderNotFound);
  });
});
