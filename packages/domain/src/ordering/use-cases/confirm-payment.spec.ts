import { race } from '../../../testing/concurrency.js';
import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { after, DAY, MINUTE, SECOND } from '../../kernel/index.js';
import type { PostingSource } from '../../ledger/index.js';
import { POLLING_ENDS_AFTER } from '../../payments/index.js';

describe('ConfirmPayment', () => {
  let bench: OrderingBench;
  let orderId: string;
  let paymentId: string;
  let providerKey: string;

  beforeEach(async () => {
    bench = await orderingBench();
    ({ orderId, paymentId, providerKey } = await bench.sent());
  });

  const confirm = () => bench.confirmPayment.execute({ paymentId });
  const payment = () => bench.paymentOf(paymentId);
  const orderState = async () => (await bench.orderOf(orderId)).state;
  const posted = async (source: PostingSource) => (await bench.ledger.find(source)) !== null;

  /** The operator says no, or the customer is too late. */
  async function failed() {
    bench.provider.fail(providerKey, 'insufficient_funds');
    await confirm();
  }

  async function expired() {
    bench.provider.expire(providerKey);
    await confirm();
    await bench.fireAt((await bench.orderOf(orderId)).paymentDueAt);
  }

  describe('told of money in time', () => {
    it('puts it in escrow, books the fee of the operator, and lets the seller begin', async () => {
      bench.provider.succeed(providerKey, { fee: 505n });
      await confirm();
      const now = bench.clock.now();
      expect(await payment()).toMatchObject({
        state: 'captured',
        capturedAmount: 50_500n,
        capturedAt: now,
        providerFeeAmount: 505n,
        nextPollAt: null,
        attempts: [{ state: 'succeeded', finishedAt: now }],
      });
      expect(await bench.orderOf(orderId)).toMatchObject({
        state: 'in_progress',
        dueAt: after(now, 3 * DAY),
      });
      expect(await bench.deadlinesOf(orderId)).toEqual([]);
      expect(await bench.books()).toEqual({
        provider_clearing: 49_995n,
        provider_fee_expense: 505n,
        order_escrow: 50_500n,
      });
      expect(await bench.balance('order_escrow', orderId)).toBe(50_500n);
      expect(await bench.eventNames()).toEqual([
        'order.created',
        'payment.initiated',
        'payment.pending',
        'payment.captured',
        'order.paid',
      ]);
      expect((await bench.eventsOf(orderId)).slice(1)).toMatchObject([
        {
          seq: 2,
          event: 'payment_captured',
          from: 'pending_payment',
          to: 'in_progress',
          actorRole: 'system',
          actorId: null,
          payload: { paymentId },
        },
      ]);
    });

    it.each([0n, null])('books no fee of %s', async (fee) => {
      bench.provider.succeed(providerKey, fee === null ? {} : { fee });
      await confirm();
      expect(await posted({ type: 'T1f', sourceKey: paymentId })).toBe(false);
      expect(await bench.books()).toEqual({ provider_clearing: 50_500n, order_escrow: 50_500n });
    });

    it('books it once, however many tell of it at the same time and again', async () => {
      bench.provider.succeed(providerKey, { fee: 505n });
      await race(20, (racer) =>
        racer % 2 === 0 ? confirm() : bench.confirmPayment.executeForReference(providerKey),
      );
      await confirm();
      expect(await bench.books()).toEqual({
        provider_clearing: 49_995n,
        provider_fee_expense: 505n,
        order_escrow: 50_500n,
      });
      const names = await bench.eventNames();
      expect(names.filter((name) => name === 'order.paid')).toHaveLength(1);
      expect((await bench.eventsOf(orderId)).map(({ seq }) => seq)).toEqual([1, 2]);
    });

    it('books both or nothing: a kill before the end leaves no trace', async () => {
      bench.provider.succeed(providerKey);
      await expect(
        bench.unitOfWork.run(async () => {
          await confirm();
          throw new Error('The worker was killed.');
        }),
      ).rejects.toThrow('killed');
      expect([await orderState(), await bench.books()]).toEqual(['pending_payment', {}]);
      await confirm();
      expect(await orderState()).toBe('in_progress');
    });
  });

  describe('told of another amount', () => {
    it.each([
      ['less', 50_000n],
      ['more', 51_000n],
    ])('books %s apart, once, and the order waits for a right payment', async (_, amount) => {
      bench.provider.succeed(providerKey, { amount });
      await race(20, () => confirm());
      expect(await payment()).toMatchObject({
        state: 'failed',
        failureCode: 'amount_mismatch',
        capturedAmount: 0n,
      });
      expect(await bench.books()).toEqual({ provider_clearing: amount, unallocated_receipts: amount });
      expect(await orderState()).toBe('pending_payment');
      expect((await bench.eventNames('payment')).slice(2)).toEqual([
        'payment.failed',
        'payment.amount_mismatch',
      ]);
      const again = await bench.startedFor(orderId);
      await bench.sendPayment.execute(again);
      bench.provider.succeed(again.providerKey);
      await bench.confirmPayment.execute(again);
      expect(await orderState()).toBe('in_progress');
      expect(await bench.books()).toEqual({
        provider_clearing: 50_500n + amount,
        unallocated_receipts: amount,
        order_escrow: 50_500n,
      });
    });

    it('books another currency in its own books', async () => {
      bench.provider.succeed(providerKey, { currency: 'XOF' });
      await confirm();
      expect(await bench.books()).toEqual({});
      expect(await bench.books('XOF')).toEqual({
        provider_clearing: 50_500n,
        unallocated_receipts: 50_500n,
      });
      expect((await payment()).failureCode).toBe('amount_mismatch');
    });

    it.each([
      ['a currency there are no accounts for', { currency: 'EUR' }],
      ['nothing at all', { amount: 0n }],
    ])('books nothing of %s, and tells of it', async (_, received) => {
      bench.provider.succeed(providerKey, received);
      await confirm();
      expect([await bench.books(), await bench.books('XOF')]).toEqual([{}, {}]);
      expect(await bench.eventNames('payment')).toContain('payment.amount_mismatch');
    });

    it('books it also when the payment was over', async () => {
      await expired();
      bench.provider.succeed(providerKey, { amount: 50_000n });
      await confirm();
      await confirm();
      expect(await bench.books()).toEqual({ provider_clearing: 50_000n, unallocated_receipts: 50_000n });
      expect(await orderState()).toBe('expired');
      expect(await bench.refundsOf(orderId)).toEqual([]);
    });
  });

  describe('told of money that came late', () => {
    it('pays an order that still waits, through the unallocated receipts', async () => {
      await failed();
      bench.provider.succeed(providerKey, { fee: 505n });
      await race(20, () => confirm());
      expect(await payment()).toMatchObject({ state: 'captured', failureCode: null });
      expect(await orderState()).toBe('in_progress');
      expect(await bench.books()).toEqual({
        provider_clearing: 49_995n,
        provider_fee_expense: 505n,
        order_escrow: 50_500n,
      });
      for (const type of ['T3', 'T3o', 'T1f'] as const) {
        expect(await posted({ type, sourceKey: paymentId })).toBe(true);
      }
      expect(await posted({ type: 'T1', sourceKey: paymentId })).toBe(false);
    });

    it('sends it back when the order is over, once', async () => {
      await expired();
      bench.provider.succeed(providerKey);
      await race(20, () => confirm());
      expect(await payment()).toMatchObject({ state: 'captured_late', refundedAmount: 50_500n });
      expect(await orderState()).toBe('expired');
      const [refund, ...others] = await bench.refundsOf(orderId);
      expect(others).toEqual([]);
      expect(refund).toMatchObject({
        state: 'approved',
        amount: 50_500n,
        source: 'unallocated',
        reasonCode: 'late_payment',
        requestedBy: null,
        decidedBy: null,
        sellerPart: 0n,
        commissionPart: 0n,
        feePart: 0n,
      });
      expect(await bench.books()).toEqual({ provider_clearing: 50_500n, refunds_payable: 50_500n });
      const refundId = refund?.id ?? '';
      await bench.sendRefund.execute({ refundId });
      bench.provider.succeed(refund?.providerKey ?? '');
      await race(20, () => bench.confirmRefund.execute({ refundId }));
      expect((await bench.refundOf(refundId)).state).toBe('succeeded');
      expect(await bench.books()).toEqual({});
      expect(await posted({ type: 'T8', sourceKey: refundId })).toBe(true);
    });
  });

  describe('told that no money comes', () => {
    it('ends the payment with the reason, and the order waits for another try', async () => {
      await failed();
      await confirm();
      expect(await payment()).toMatchObject({ state: 'failed', failureCode: 'insufficient_funds' });
      expect(await orderState()).toBe('pending_payment');
      expect(await bench.books()).toEqual({});
      expect((await bench.eventNames('payment')).slice(2)).toEqual(['payment.failed']);
    });

    it('ends the payment when the payer let it pass', async () => {
      bench.provider.expire(providerKey);
      await confirm();
      await confirm();
      expect(await payment()).toMatchObject({ state: 'expired', nextPollAt: null });
      expect((await bench.eventNames('payment')).slice(2)).toEqual(['payment.expired']);
    });

    it.each([
      ['refuses', () => bench.provider.fail(providerKey, 'reversed'), 'failed: reversed'],
      ['lets pass', () => bench.provider.expire(providerKey), 'expired'],
    ])(
      'changes nothing of what it has, and tells people once, when the operator %s it afterwards',
      async (_, deny, contradiction) => {
        bench.provider.succeed(providerKey);
        await confirm();
        const before = await payment();
        deny();
        await race(5, () => bench.confirmPayment.executeForReference(providerKey));
        expect(await payment()).toEqual({ ...before, contradiction, version: before.version + 1 });
        expect(await bench.books()).toEqual({ provider_clearing: 50_500n, order_escrow: 50_500n });
        expect((await bench.eventNames('payment')).at(-1)).toBe('payment.contradicted');
        expect(
          (await bench.eventNames('payment')).filter((name) => name.endsWith('contradicted')),
        ).toHaveLength(1);
        expect(await bench.payments.claimToPoll(after(bench.clock.now(), 30 * DAY), 10)).toEqual([]);
      },
    );

    it('needs the operator to remember no payment that it told the end of', async () => {
      bench.provider.succeed(providerKey);
      await confirm();
      const before = await payment();
      bench.provider.forget(providerKey);
      await confirm();
      expect(await payment()).toEqual(before);
    });
  });

  describe('told nothing new', () => {
    it('asks again, later and later', async () => {
      await confirm();
      expect(await payment()).toMatchObject({
        state: 'pending',
        pollCount: 1,
        nextPollAt: after(bench.clock.now(), 15 * SECOND),
      });
    });

    it('asks again later when the operator cannot be asked', async () => {
      bench.provider.goDown();
      await confirm();
      expect(await payment()).toMatchObject({ state: 'pending', pollCount: 1 });
      bench.provider.comeBack();
      bench.provider.succeed(providerKey);
      await confirm();
      expect(await orderState()).toBe('in_progress');
    });

    it('passes on a fault that is none of the network', async () => {
      bench.provider.meanwhile = () => Promise.reject(new TypeError('A bug'));
      await expect(confirm()).rejects.toThrow(TypeError);
      expect((await payment()).pollCount).toBe(0);
    });

    it('learns from the first question what the lost answer had said', async () => {
      const lost = await bench.started();
      bench.provider.loseNextAnswer();
      await bench.sendPayment.execute(lost);
      await bench.confirmPayment.execute(lost);
      expect(await bench.paymentOf(lost.paymentId)).toMatchObject({
        state: 'pending',
        attempts: [{ state: 'accepted', providerRef: `ref-${lost.providerKey}` }],
      });
    });

    it('asks on, and calls nobody, when an operator that took it over denies it', async () => {
      bench.provider.forget(providerKey);
      await confirm();
      await confirm();
      expect(await payment()).toMatchObject({ state: 'unknown', pollCount: 2 });
      expect(await bench.payments.claimToSend(after(bench.clock.now(), MINUTE), 10)).toEqual([]);
      expect((await bench.eventNames('payment')).slice(2)).toEqual(['payment.unknown']);
    });

    it('has nothing to learn about a call that is not made yet', async () => {
      const started = await bench.started();
      await bench.confirmPayment.execute(started);
      expect(await bench.paymentOf(started.paymentId)).toMatchObject({ state: 'initiated', pollCount: 0 });
    });

    it('gives up in the end, when operators forget too', async () => {
      bench.clock.advance(POLLING_ENDS_AFTER);
      await confirm();
      expect((await payment()).state).toBe('pending');
      bench.clock.advance(1);
      await confirm();
      expect(await payment()).toMatchObject({ state: 'expired', nextPollAt: null });
    });
  });

  it('changes nothing for what is none of ours', async () => {
    await bench.confirmPayment.executeForReference('nothing');
    await bench.confirmPayment.execute({ paymentId: 'nothing' });
    await bench.confirmPayment.execute(await bench.placed());
    expect(await bench.books()).toEqual({});
  });
});
