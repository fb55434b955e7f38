import { ListRefunds, ReadRefund } from '@2krika/domain';
import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { PermissionMissing } from '../../identity/index.js';
import { OrderNotFound } from '../model/order-errors.js';

describe('who may read and decide on refunds', () => {
  let bench: OrderingBench;
  let orderId: string;
  let refundId: string;

  beforeEach(async () => {
    bench = await orderingBench();
    ({ orderId } = await bench.paid());
    const { id } = await bench.requestRefund.execute({
      actor: bench.customer,
      orderId,
      amount: 10_000n,
      reasonCode: 'not_as_described',
      note: null,
    });
    refundId = id;
  });

  const readRefund = () => new ReadRefund(bench.paymentViews, bench.orderViews);
  const listRefunds = () => new ListRefunds(bench.paymentViews, bench.orderViews);

  it.each(['orders:read', 'orders:operate', 'refunds:approve'] as const)(
    'staff with %s read them',
    async (permission) => {
      const actor = await bench.aPerson(permission);
      expect(await readRefund().execute({ actor, refundId })).toMatchObject({ id: refundId });
      expect(await listRefunds().execute({ actor, orderId })).toMatchObject({ results: [{ id: refundId }] });
    },
  );

  it('both parties read them, and nobody else', async () => {
    for (const actor of [bench.customer, bench.seller]) {
      expect(await readRefund().execute({ actor, refundId })).toMatchObject({ id: refundId });
      expect((await listRefunds().execute({ actor, orderId })).results).toHaveLength(1);
    }
    for (const actor of [await bench.aPerson(), await bench.aPerson('payments:read')]) {
      await expect(readRefund().execute({ actor, refundId })).rejects.toThrow(OrderNotFound);
      await expect(listRefunds().execute({ actor, orderId })).rejects.toThrow(OrderNotFound);
    }
  });

  it('staff without the permission decide on none', async () => {
    const actor = await bench.aPerson('orders:read', 'orders:operate', 'payments:read');
    await expect(bench.approveRefund.execute({ actor, refundId })).rejects.toThrow(PermissionMissing);
    const rejecting = bench.rejectRefund.execute({ actor, refundId, reason: 'Livré comme convenu.' });
    await expect(rejecting).rejects.toThrow(PermissionMissing);
    expect((await bench.refundOf(refundId)).state).toBe('requested');
  });

  it('an approval finds a refund that was asked for in the same transaction', async () => {
    await bench.unitOfWork.run(async () => {
      const refund = await bench.requestRefund.execute({
        actor: bench.customer,
        orderId,
        amount: 5_000n,
        reasonCode: 'goodwill',
        note: null,
      });
      await bench.approveRefund.execute({ actor: bench.staff, refundId: refund.id });
    });
    expect(await bench.balance('refunds_payable')).toBe(5_000n);
  });
});
