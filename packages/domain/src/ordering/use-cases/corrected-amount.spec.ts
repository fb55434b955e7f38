import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';

describe('an operator that corrects what it said came', () => {
  let bench: OrderingBench;

  beforeEach(async () => {
    bench = await orderingBench();
  });

  const told = async () =>
    (await bench.eventNames('payment')).filter((name) => name === 'payment.amount_mismatch').length;

  /** The operator states what it holds, and each statement reaches us twice. */
  async function state(
    { providerKey }: { readonly providerKey: string },
    received: { readonly amount?: bigint; readonly currency?: string } = {},
  ) {
    bench.provider.succeed(providerKey, received);
    await bench.confirmPayment.executeForReference(providerKey);
    await bench.confirmPayment.executeForReference(providerKey);
  }

  it.each([
    ['what was asked', 50_500n],
    ['another wrong amount', 49_000n],
  ])('books its first statement only, and tells people of the one of %s', async (_, corrected) => {
    const payment = await bench.sent();
    await state(payment, { amount: 50_000n });
    expect(await told()).toBe(1);
    await state(payment, { amount: corrected });
    expect(await told()).toBe(2);
    expect(await bench.paymentOf(payment.paymentId)).toMatchObject({
      state: 'failed',
      failureCode: 'amount_mismatch',
      failureMessage: `The provider states ${corrected} XAF.`,
      capturedAmount: 0n,
      nextPollAt: null,
    });
    expect(await bench.books()).toEqual({ provider_clearing: 50_000n, unallocated_receipts: 50_000n });
    expect((await bench.orderOf(payment.orderId)).state).toBe('pending_payment');
  });

  it('lets the order be paid by another payment in the meantime', async () => {
    const wrong = await bench.sent();
    await state(wrong, { amount: 50_000n });
    const right = await bench.startedFor(wrong.orderId);
    await bench.sendPayment.execute(right);
    await state(right);
    await state(wrong);
    expect((await bench.orderOf(wrong.orderId)).state).toBe('in_progress');
    expect(await bench.balance('order_escrow', wrong.orderId)).toBe(50_500n);
    expect(await bench.balance('unallocated_receipts')).toBe(50_000n);
    expect(await told()).toBe(2);
  });

  it.each([
    ['in a currency we keep no accounts in', { amount: 80n, currency: 'EUR' }],
    ['of nothing at all', { amount: 0n }],
  ])('books the first statement that can be booked after one %s', async (_, unbookable) => {
    const payment = await bench.sent();
    await state(payment, unbookable);
    expect(await bench.books()).toEqual({});
    await state(payment);
    expect(await bench.books()).toEqual({ provider_clearing: 50_500n, unallocated_receipts: 50_500n });
    expect(await told()).toBe(2);
  });

  it('changes nothing of a captured payment, and tells people', async () => {
    const payment = await bench.paid();
    await state(payment, { amount: 60_000n });
    expect(await told()).toBe(1);
    expect(await bench.paymentOf(payment.paymentId)).toMatchObject({
      state: 'captured',
      capturedAmount: 50_500n,
      failureMessage: 'The provider states 60000 XAF.',
    });
    await state(payment);
    expect(await told()).toBe(2);
    expect(await bench.books()).toEqual({ provider_clearing: 50_500n, order_escrow: 50_500n });
  });

  it('tells people of a denial of what it stated, and keeps the first statement in the books', async () => {
    const payment = await bench.sent();
    await state(payment, { amount: 50_000n });
    bench.provider.fail(payment.providerKey, 'reversed');
    await bench.confirmPayment.execute(payment);
    await bench.confirmPayment.execute(payment);
    expect(await bench.paymentOf(payment.paymentId)).toMatchObject({
      state: 'failed',
      failureCode: 'amount_mismatch',
      contradiction: 'failed: reversed',
    });
    const names = await bench.eventNames('payment');
    expect(names.filter((name) => name === 'payment.contradicted')).toHaveLength(1);
    expect(await bench.books()).toEqual({ provider_clearing: 50_000n, unallocated_receipts: 50_000n });
  });

  it('changes nothing of a payment that counts as over, and asks no more', async () => {
    const payment = await bench.sent();
    await bench.cancelOrder.execute({ actor: bench.customer, orderId: payment.orderId });
    await state(payment, { amount: 50_000n });
    expect(await bench.paymentOf(payment.paymentId)).toMatchObject({ state: 'expired', nextPollAt: null });
    expect(await bench.balance('unallocated_receipts')).toBe(50_000n);
  });

  it.each(['succeeded', 'failed'])(
    'writes nothing for a payment that %s when it says so again',
    async (end) => {
      const payment = await bench.sent();
      if (end === 'succeeded') bench.provider.succeed(payment.providerKey);
      else bench.provider.fail(payment.providerKey, 'wrong_pin');
      await bench.confirmPayment.executeForReference(payment.providerKey);
      const told = await bench.paymentOf(payment.paymentId);
      await bench.confirmPayment.executeForReference(payment.providerKey);
      expect(await bench.paymentOf(payment.paymentId)).toEqual(told);
    },
  );
});
