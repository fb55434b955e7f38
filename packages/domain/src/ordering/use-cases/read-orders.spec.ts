import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { InvalidPage } from '../../kernel/index.js';
import { PermissionMissing, type Actor } from '../../identity/index.js';
import { PaymentNotFound, RefundNotFound } from '../../payments/index.js';
import { OrderNotFound } from '../model/order-errors.js';
import { ListOrderEvents } from './list-order-events.js';
import { ListOrders } from './list-orders.js';
import { ListPayments } from './list-payments.js';
import { ListRefunds } from './list-refunds.js';
import { ReadOrder } from './read-order.js';
import { ReadPayment } from './read-payment.js';
import { ReadRefund } from './read-refund.js';

describe('reading orders', () => {
  let bench: OrderingBench;
  let orderId: string;
  let paymentId: string;
  let refundId: string;
  let stranger: Actor;

  beforeEach(async () => {
    bench = await orderingBench();
    ({ orderId, paymentId } = await bench.paid());
    ({ id: refundId } = await bench.requestRefund.execute({
      actor: bench.customer,
      orderId,
      amount: 10_000n,
      reasonCode: 'not_as_described',
      note: null,
    }));
    stranger = bench.actorOf('stranger', 'ledger:read');
  });

  const order = (actor: Actor, id = orderId) =>
    new ReadOrder(bench.orderViews).execute({ actor, orderId: id });
  const events = (actor: Actor) =>
    new ListOrderEvents(bench.orderViews).execute({ actor, orderId, limit: 2 });
  const payment = (actor: Actor, id = paymentId) =>
    new ReadPayment(bench.paymentViews).execute({ actor, paymentId: id });
  const payments = (actor: Actor) =>
    new ListPayments(bench.paymentViews, bench.orderViews).execute({ actor, orderId });
  const refund = (actor: Actor, id = refundId) =>
    new ReadRefund(bench.paymentViews, bench.orderViews).execute({ actor, refundId: id });
  const refunds = (actor: Actor) =>
    new ListRefunds(bench.paymentViews, bench.orderViews).execute({ actor, orderId });
  const list = (input: Parameters<ListOrders['execute']>[0]) =>
    new ListOrders(bench.orderViews).execute(input);

  it('shows an order and its timeline to its parties and staff, and to nobody else', async () => {
    for (const actor of [bench.customer, bench.seller, bench.staff]) {
      expect(await order(actor)).toMatchObject({ id: orderId, state: 'in_progress', totalAmount: 50_500n });
      const { results } = await events(actor);
      expect(results.map(({ event }) => event)).toEqual(['place', 'payment_captured']);
    }
    await expect(order(stranger)).rejects.toThrow(OrderNotFound);
    await expect(events(stranger)).rejects.toThrow(OrderNotFound);
    await expect(order(bench.staff, 'nothing')).rejects.toThrow(OrderNotFound);
  });

  it('shows staff who may move orders what became of them', async () => {
    const operator = bench.actorOf('operator', 'orders:operate');
    expect(await order(operator)).toMatchObject({ id: orderId });
    expect(await refund(operator)).toMatchObject({ id: refundId });
  });

  it('shows a payment to whoever pays it and to staff for payments, and to nobody else', async () => {
    for (const actor of [bench.customer, bench.actorOf('finance', 'payments:read')]) {
      expect(await payment(actor)).toMatchObject({ id: paymentId, state: 'captured', amount: 50_500n });
    }
    for (const actor of [bench.seller, bench.staff, stranger]) {
      await expect(payment(actor)).rejects.toThrow(PaymentNotFound);
    }
    await expect(payment(bench.customer, 'nothing')).rejects.toThrow(PaymentNotFound);
  });

  it('shows the payments of an order to its parties and staff', async () => {
    for (const actor of [bench.customer, bench.seller, bench.staff]) {
      expect((await payments(actor)).results.map(({ id }) => id)).toEqual([paymentId]);
    }
    await expect(payments(stranger)).rejects.toThrow(OrderNotFound);
  });

  it('shows the refunds of an order to its parties, to staff, and to whoever decides on them', async () => {
    for (const actor of [
      bench.customer,
      bench.seller,
      bench.staff,
      bench.actorOf('finance', 'refunds:approve'),
    ]) {
      expect(await refund(actor)).toMatchObject({ id: refundId, state: 'requested', amount: 10_000n });
      expect((await refunds(actor)).results.map(({ id }) => id)).toEqual([refundId]);
    }
    await expect(refund(stranger)).rejects.toThrow(OrderNotFound);
    await expect(refunds(stranger)).rejects.toThrow(OrderNotFound);
    await expect(refund(bench.staff, 'nothing')).rejects.toThrow(RefundNotFound);
  });

  it('lists what somebody bought, or sold, and everything to staff', async () => {
    const { orderId: unpaid } = await bench.placed([], await bench.aPerson());
    const idsOf = async (input: Parameters<typeof list>[0]) =>
      new Set((await list(input)).results.map(({ id }) => id));
    expect(await idsOf({ actor: bench.customer, role: 'customer' })).toEqual(new Set([orderId]));
    expect(await idsOf({ actor: bench.customer, role: 'seller' })).toEqual(new Set());
    expect(await idsOf({ actor: bench.seller, role: 'seller' })).toEqual(new Set([orderId, unpaid]));
    expect(await idsOf({ actor: bench.staff, role: 'staff' })).toEqual(new Set([orderId, unpaid]));
    expect(await idsOf({ actor: bench.seller, role: 'seller', state: 'pending_payment' })).toEqual(
      new Set([unpaid]),
    );
    expect(await list({ actor: bench.staff, role: 'staff', page: 2, limit: 1 })).toMatchObject({
      count: 2,
      page: 2,
      totalPages: 2,
    });
  });

  it('refuses the list of staff to others, and pages there are not', async () => {
    await expect(list({ actor: bench.customer, role: 'staff' })).rejects.toThrow(PermissionMissing);
    await expect(list({ actor: bench.customer, role: 'customer', page: 0 })).rejects.toThrow(InvalidPage);
  });
});
