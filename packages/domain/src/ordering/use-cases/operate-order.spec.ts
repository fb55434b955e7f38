import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { race } from '../../../testing/concurrency.js';
import { after, DAY, StaleVersion } from '../../kernel/index.js';
import { PermissionMissing } from '../../identity/index.js';
import {
  OrderEventRefused,
  OrderGuardRefused,
  OrderNotFound,
  OrderRoleRefused,
} from '../model/order-errors.js';
import type { OrderEventName } from '../model/order-process.js';

const REASON = 'Le client ne répond plus depuis une semaine.';

describe('OperateOrder', () => {
  let bench: OrderingBench;

  beforeEach(async () => {
    bench = await orderingBench();
  });

  const operate = (orderId: string, event: OrderEventName, actor = bench.staff, expectedVersion?: number) =>
    bench.operateOrder.execute({ actor, orderId, event, reason: REASON, expectedVersion });
  const audited = (orderId: string) => bench.auditLog.about('order', orderId, 10);

  it('cancels a paid order: everything goes back, and who decided it and why is kept', async () => {
    const { orderId } = await bench.paid();
    const { lost } = await race(20, () => operate(orderId, 'operator_cancel'));
    expect(lost).toEqual([]);
    const now = bench.clock.now();
    expect(await bench.orderOf(orderId)).toMatchObject({
      state: 'cancelled',
      cancelledBy: 'staff',
      cancelReasonCode: 'cancelled_by_staff',
      refundedAmount: 50_500n,
    });
    expect(await bench.books()).toEqual({ provider_clearing: 50_500n, refunds_payable: 50_500n });
    expect(await bench.sales(bench.service.id)).toEqual([0, 0]);
    expect(await bench.refundsOf(orderId)).toMatchObject([
      { state: 'approved', amount: 50_500n, reasonCode: 'cancelled_by_staff' },
    ]);
    expect(await audited(orderId)).toEqual([
      {
        actorId: bench.staff.userId,
        actorKind: 'staff',
        action: 'orders:operator_cancel',
        resourceType: 'order',
        resourceId: orderId,
        diff: { from: 'in_progress', to: 'cancelled' },
        reason: REASON,
        at: now,
      },
    ]);
    expect((await bench.eventsOf(orderId)).at(-1)).toMatchObject({
      event: 'operator_cancel',
      actorRole: 'staff',
      actorId: bench.staff.userId,
      payload: { reason: REASON },
    });
  });

  it('cancels an unpaid order, with its payment', async () => {
    const { orderId, paymentId } = await bench.placed();
    await operate(orderId, 'operator_cancel');
    expect((await bench.orderOf(orderId)).state).toBe('cancelled');
    expect((await bench.paymentOf(paymentId)).state).toBe('cancelled');
    expect(await bench.refundsOf(orderId)).toEqual([]);
    expect(await bench.sales(bench.service.id)).toEqual([0, 0]);
  });

  it('cancels an order under review, whose review then ends nothing', async () => {
    const { orderId } = await bench.delivered();
    await operate(orderId, 'operator_cancel');
    expect(await bench.deadlinesOf(orderId)).toEqual([]);
    bench.clock.advance(10 * DAY);
    await bench.completeOrder.execute({ orderId });
    expect((await bench.orderOf(orderId)).state).toBe('cancelled');
    expect(await bench.books()).toEqual({ provider_clearing: 50_500n, refunds_payable: 50_500n });
  });

  it("accepts in the customer's place", async () => {
    const { orderId } = await bench.delivered();
    await operate(orderId, 'accept');
    const now = bench.clock.now();
    expect(await bench.orderOf(orderId)).toMatchObject({
      state: 'completed',
      completedBy: 'staff',
      clearsAt: after(now, 14 * DAY),
    });
    expect(await bench.balance('seller_pending', bench.seller.userId)).toBe(42_500n);
    expect(await audited(orderId)).toMatchObject([{ action: 'orders:accept' }]);
  });

  it("sends a delivery back in the customer's place, as often as it is included", async () => {
    const { orderId } = await bench.delivered();
    await operate(orderId, 'request_revision');
    expect(await bench.orderOf(orderId)).toMatchObject({
      state: 'in_revision',
      deliveries: [{ revisionMessage: REASON }],
    });
    await bench.deliver(orderId);
    await expect(operate(orderId, 'request_revision')).rejects.toThrow(OrderGuardRefused);
    expect(await audited(orderId)).toHaveLength(1);
  });

  it.each<OrderEventName>(['accept', 'request_revision', 'operator_cancel'])(
    'does not let a party of the order cause %s as staff, whatever they hold',
    async (event) => {
      const { orderId } = await bench.delivered();
      const before = await bench.orderOf(orderId);
      for (const { userId } of [bench.customer, bench.seller]) {
        const both = bench.actorOf(userId, 'orders:read', 'orders:operate', 'orders:cancel');
        await expect(operate(orderId, event, both)).rejects.toThrow(OrderRoleRefused);
      }
      expect(await bench.orderOf(orderId)).toEqual(before);
      expect(await audited(orderId)).toEqual([]);
    },
  );

  it.each<[OrderEventName, string]>([
    ['operator_cancel', 'orders:cancel'],
    ['accept', 'orders:operate'],
    ['request_revision', 'orders:operate'],
    ['expire_payment', 'orders:operate'],
  ])('asks for %s the permission %s', async (event, permission) => {
    const { orderId } = await bench.delivered();
    const before = await bench.orderOf(orderId);
    const others = (['orders:read', 'orders:operate', 'orders:cancel'] as const).filter(
      (other) => other !== permission,
    );
    const operating = operate(orderId, event, bench.actorOf('support', ...others));
    await expect(operating).rejects.toThrow(PermissionMissing);
    await expect(operating).rejects.toMatchObject({ details: { permission } });
    expect(await bench.orderOf(orderId)).toEqual(before);
    expect(await audited(orderId)).toEqual([]);
  });

  it.each<OrderEventName>([
    'expire_payment',
    'cancel_unpaid',
    'payment_captured',
    'deliver',
    'redeliver',
    'auto_complete',
    'cancel_very_late',
    'refund_in_full',
  ])('does not let staff cause %s', async (event) => {
    const { orderId } = await bench.delivered();
    await expect(operate(orderId, event)).rejects.toThrow(OrderRoleRefused);
    expect((await bench.orderOf(orderId)).state).toBe('delivered');
  });

  it('refuses what the state does not allow, an older version, and an order that is not there', async () => {
    const { orderId } = await bench.paid();
    const { version } = await bench.orderOf(orderId);
    await expect(operate(orderId, 'accept')).rejects.toThrow(OrderEventRefused);
    const stale = operate(orderId, 'operator_cancel', bench.staff, version - 1);
    await expect(stale).rejects.toThrow(StaleVersion);
    await expect(operate('nothing', 'operator_cancel')).rejects.toThrow(OrderNotFound);
    expect(await bench.refundsOf(orderId)).toEqual([]);
    expect(await audited(orderId)).toEqual([]);
  });
});
