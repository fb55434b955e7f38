import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { unitsOf } from '../../../testing/fakes/platform/leased-work.js';
import { Payment } from '../../payments/index.js';

const TOTAL = 50_500n;
const REASON = 'Demandé par le client.';

/** What happens to an order between the money of its first payment and that of its second. */
const MEANWHILE: Readonly<Record<string, (bench: OrderingBench, orderId: string) => Promise<unknown>>> = {
  in_progress: () => Promise.resolve(),
  delivered: ({ deliver }, orderId) => deliver(orderId),
  completed: async ({ deliver, acceptDelivery, customer: actor }, orderId) => {
    await deliver(orderId);
    await acceptDelivery.execute({ actor, orderId });
  },
  cancelled: ({ operateOrder, staff: actor }, orderId) =>
    operateOrder.execute({ actor, orderId, event: 'operator_cancel', reason: REASON }),
};

/** What the order itself still holds of the money, in each of these states. */
const ESCROW: Readonly<Record<string, bigint>> = {
  in_progress: TOTAL,
  delivered: TOTAL,
  completed: 0n,
  cancelled: 0n,
};

const ARRIVALS = [
  ['the late one, then the one under way', 'late', 'underWay'],
  ['the one under way, then the late one', 'underWay', 'late'],
] as const;

describe('two payments of one order', () => {
  let bench: OrderingBench;

  beforeEach(async () => {
    bench = await orderingBench();
  });

  /** One payment the operator declined, and another one it is asked for: both may still bring their money. */
  async function twoPayments() {
    const late = await bench.sent();
    bench.provider.fail(late.providerKey, 'time_out');
    await bench.confirmPayment.execute(late);
    const underWay = await bench.startedFor(late.orderId);
    await bench.sendPayment.execute(underWay);
    return { orderId: late.orderId, late, underWay };
  }

  type Started = Awaited<ReturnType<OrderingBench['started']>>;

  async function pay({ paymentId, providerKey }: Started) {
    bench.provider.succeed(providerKey);
    await bench.confirmPayment.execute({ paymentId });
  }

  const statesOf = async (...payments: readonly Started[]) =>
    Promise.all(payments.map(async ({ paymentId }) => (await bench.paymentOf(paymentId)).state));

  /** Nothing is booked nowhere, and the seller gets their part once. */
  async function expectPaidOnce(orderId: string, state: string) {
    expect((await bench.orderOf(orderId)).state).toBe(state);
    expect(await bench.balance('order_escrow', orderId)).toBe(ESCROW[state]);
    expect(await bench.balance('unallocated_receipts')).toBe(0n);
    expect(await bench.balance('provider_clearing', 'sandbox')).toBe(2n * TOTAL);
    expect(await bench.balance('seller_pending', bench.seller.userId)).toBe(
      state === 'completed' ? 42_500n : 0n,
    );
    expect(await bench.balance('refunds_payable')).toBe(state === 'cancelled' ? 2n * TOTAL : TOTAL);
  }

  it.each(ARRIVALS)('pays an order that waits by whichever comes first: %s', async (_, first) => {
    const { orderId, ...payments } = await twoPayments();
    await pay(payments[first]);
    expect((await bench.orderOf(orderId)).state).toBe('in_progress');
    expect(await statesOf(payments[first])).toEqual(['captured']);
    expect(await bench.balance('order_escrow', orderId)).toBe(TOTAL);
    expect(await bench.refundsOf(orderId)).toEqual([]);
  });

  it('ends the other payment when one pays the order, and asks about it on', async () => {
    const { late, underWay } = await twoPayments();
    await pay(late);
    expect(await bench.paymentOf(underWay.paymentId)).toMatchObject({ state: 'expired' });
    bench.clock.advance(60_000);
    expect(unitsOf(await bench.payments.claimToPoll(bench.clock.now(), 10))).toEqual([underWay.paymentId]);
  });

  describe.each(ARRIVALS)('%s', (_, first, second) => {
    it.each(Object.keys(MEANWHILE))('sends the second back when the order is %s', async (state) => {
      const { orderId, ...payments } = await twoPayments();
      await pay(payments[first]);
      await MEANWHILE[state]?.(bench, orderId);
      await pay(payments[second]);
      await pay(payments[second]);
      expect(await statesOf(payments[first], payments[second])).toEqual(['captured', 'captured_late']);
      await expectPaidOnce(orderId, state);
      const refunds = await bench.refundsOf(orderId);
      expect(refunds.filter(({ source }) => source === 'unallocated')).toMatchObject([
        { paymentId: payments[second].paymentId, amount: TOTAL, state: 'approved' },
      ]);
    });

    it('sends both back when the order was cancelled before', async () => {
      const { orderId, ...payments } = await twoPayments();
      await bench.cancelOrder.execute({ actor: bench.customer, orderId });
      await pay(payments[first]);
      await pay(payments[second]);
      expect(await statesOf(payments[first], payments[second])).toEqual(['captured_late', 'captured_late']);
      expect(await bench.balance('order_escrow', orderId)).toBe(0n);
      expect(await bench.balance('refunds_payable')).toBe(2n * TOTAL);
    });
  });

  it('sends back what a payment brings that nobody had ended', async () => {
    const { orderId, late, underWay } = await twoPayments();
    await pay(late);
    const { nextPollAt } = await bench.paymentOf(underWay.paymentId);
    // As a release that did not end the others has left it.
    const left = await bench.payments.find(underWay.paymentId);
    if (!left) throw new Error('It was stored.');
    const pending = Payment.rehydrate({ ...left.snapshot(), state: 'pending', nextPollAt });
    await bench.payments.save(pending);
    await pay(underWay);
    expect(await statesOf(underWay)).toEqual(['captured_late']);
    await expectPaidOnce(orderId, 'in_progress');
  });

  it('takes one of two that are confirmed at once', async () => {
    const { orderId, late, underWay } = await twoPayments();
    await Promise.all([pay(late), pay(underWay), pay(late), pay(underWay)]);
    expect((await statesOf(late, underWay)).sort()).toEqual(['captured', 'captured_late']);
    await expectPaidOnce(orderId, 'in_progress');
  });

  it('refunds what the order holds, and nothing of what went back already', async () => {
    const { orderId, late, underWay } = await twoPayments();
    await pay(underWay);
    await pay(late);
    const refund = await bench.requestRefund.execute({
      actor: bench.customer,
      orderId,
      reasonCode: 'not_delivered',
      note: null,
    });
    await bench.approveRefund.execute({ actor: bench.staff, refundId: refund.id });
    expect(await bench.balance('order_escrow', orderId)).toBe(0n);
    expect((await bench.orderOf(orderId)).state).toBe('cancelled');
    expect(await bench.balance('refunds_payable')).toBe(2n * TOTAL);
  });
});
