import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { race } from '../../../testing/concurrency.js';
import { after, SECOND, Unavailable } from '../../kernel/index.js';
import type { PayoutStatus } from '../../ledger/index.js';
import { POLLING_ENDS_AFTER } from '../model/polling.js';

const OWED_BOOKS = { provider_clearing: 50_500n, refunds_payable: 50_500n };

describe('ConfirmRefund', () => {
  let bench: OrderingBench;
  let refundId: string;
  let refundKey: string;

  /** An order of 50 500 that staff gave up, on its way back. */
  beforeEach(async () => {
    bench = await orderingBench();
    const { orderId } = await bench.paid();
    await bench.operateOrder.execute({
      actor: bench.staff,
      orderId,
      event: 'operator_cancel',
      reason: 'Le vendeur a disparu.',
    });
    const [approved] = await bench.refundsOf(orderId);
    if (!approved) throw new Error('Giving up a paid order refunds it.');
    [refundId, refundKey] = [approved.id, approved.providerKey];
    await bench.sendRefund.execute({ refundId });
  });

  const confirm = () => bench.confirmRefund.execute({ refundId });
  const refund = () => bench.refundOf(refundId);
  const told = () => bench.eventNames('refund');

  it('books what the payer has back, once, however many tell of it', async () => {
    bench.provider.succeed(refundKey);
    await race(20, (racer) =>
      racer % 2 === 0 ? confirm() : bench.confirmRefund.executeForReference(refundKey),
    );
    await confirm();
    expect(await refund()).toMatchObject({ state: 'succeeded', nextPollAt: null });
    expect(await bench.books()).toEqual({});
    const names = await bench.eventNames('refund');
    expect(names.filter((name) => name === 'refund.succeeded')).toHaveLength(1);
  });

  it.each([
    ['has no news', () => undefined],
    ['cannot be asked', () => bench.provider.goDown()],
    ['denies what it took over', () => bench.provider.forget(refundKey)],
  ])('asks later when the operator %s', async (_, happen) => {
    happen();
    await confirm();
    expect(await refund()).toMatchObject({
      state: 'processing',
      pollCount: 1,
      nextPollAt: after(bench.clock.now(), 15 * SECOND),
    });
    expect(await bench.books()).toEqual(OWED_BOOKS);
  });

  it('passes on a fault that is none of the network', async () => {
    bench.provider.meanwhile = () => Promise.reject(new TypeError('A bug'));
    await expect(confirm()).rejects.toThrow(TypeError);
  });

  it('sends it again, under the same key, when the operator never heard of it', async () => {
    const { orderId } = await bench.paid();
    await bench.operateOrder.execute({
      actor: bench.staff,
      orderId,
      event: 'operator_cancel',
      reason: 'Le vendeur a disparu.',
    });
    const [lost] = await bench.refundsOf(orderId);
    const [id, key] = [lost?.id ?? '', lost?.providerKey ?? ''];
    bench.provider.answerNextWith({ kind: 'ambiguous', reason: 'connection reset' });
    await bench.sendRefund.execute({ refundId: id });
    await bench.confirmRefund.execute({ refundId: id });
    expect(await bench.refundOf(id)).toMatchObject({ state: 'approved', providerKey: key, nextPollAt: null });
    await bench.sendRefund.execute({ refundId: id });
    expect(bench.provider.requests.slice(-2).map(({ reference }) => reference)).toEqual([key, key]);
    expect(await bench.refundOf(id)).toMatchObject({ state: 'processing', providerRef: `ref-${key}` });
  });

  it.each([
    ['refuses', () => bench.provider.fail(refundKey, 'window_closed'), 'window_closed'],
    ['let it expire', () => bench.provider.expire(refundKey), 'expired'],
  ])('takes the next rail when the operator %s', async (_, happen, failureCode) => {
    happen();
    await confirm();
    await confirm();
    expect(await refund()).toMatchObject({ state: 'approved', rail: 'payout', failureCode });
    expect(await bench.books()).toEqual(OWED_BOOKS);
    await bench.confirmRefund.executeForReference(refundKey);
    expect((await refund()).rail).toBe('payout');
  });

  it('waits for people in the end, who are told once, and still hears when the money has arrived', async () => {
    bench.clock.advance(POLLING_ENDS_AFTER);
    await confirm();
    expect((await refund()).state).toBe('processing');
    bench.clock.advance(1);
    await confirm();
    expect(await refund()).toMatchObject({ state: 'unknown', nextPollAt: null });
    const { version } = await refund();
    for (let webhook = 0; webhook < 3; webhook += 1) await bench.confirmRefund.executeForReference(refundKey);
    expect((await refund()).version).toBe(version);
    expect((await told()).filter((name) => name === 'refund.unknown')).toHaveLength(1);
    expect(await bench.books()).toEqual(OWED_BOOKS);
    bench.provider.succeed(refundKey);
    await bench.confirmRefund.executeForReference(refundKey);
    expect(await bench.books()).toEqual({});
  });

  it.each([
    ['another amount', { amount: 50_000n }, '50000 XAF'],
    ['another currency', { currency: 'XOF' }, '50500 XOF'],
  ])(
    'books nothing and tells people once when the operator gave back %s',
    async (_, stated, contradiction) => {
      bench.provider.succeed(refundKey, stated);
      await race(5, () => bench.confirmRefund.executeForReference(refundKey));
      expect(await refund()).toMatchObject({
        state: 'unknown',
        failureCode: 'amount_mismatch',
        contradiction,
      });
      expect(await bench.books()).toEqual(OWED_BOOKS);
      expect((await told()).filter((name) => name === 'refund.amount_mismatch')).toHaveLength(1);
    },
  );

  it('asks on about another amount, until the operator corrects itself', async () => {
    bench.provider.succeed(refundKey, { amount: 50_000n });
    await confirm();
    const { nextPollAt } = await refund();
    expect(nextPollAt).toEqual(after(bench.clock.now(), 15 * SECOND));
    bench.provider.succeed(refundKey);
    await confirm();
    expect(await refund()).toMatchObject({ state: 'succeeded', failureCode: null, nextPollAt: null });
    expect(await bench.books()).toEqual({});
  });

  it.each([
    ['a refusal', () => bench.provider.fail(refundKey, 'reversed'), 'failed: reversed'],
    ['another amount', () => bench.provider.succeed(refundKey, { amount: 1n }), 'succeeded: 1 XAF'],
  ])('changes no books and tells people once of %s after a success', async (_, happen, contradiction) => {
    bench.provider.succeed(refundKey);
    await confirm();
    happen();
    await race(5, () => bench.confirmRefund.executeForReference(refundKey));
    expect(await refund()).toMatchObject({ state: 'succeeded', nextPollAt: null, contradiction });
    expect(await bench.books()).toEqual({});
    expect(await told()).toEqual([
      'refund.requested',
      'refund.approved',
      'refund.succeeded',
      'refund.contradicted',
    ]);
  });

  it('writes nothing for news that it has', async () => {
    bench.provider.succeed(refundKey);
    await confirm();
    const { version } = await refund();
    await confirm();
    expect((await refund()).version).toBe(version);
  });

  it('leaves alone what ended while the operator was asked', async () => {
    bench.provider.fail(refundKey, 'window_closed');
    bench.provider.meanwhile = async () => {
      bench.provider.succeed(refundKey);
      await confirm();
    };
    await confirm();
    expect((await refund()).state).toBe('succeeded');
    expect(await bench.books()).toEqual({});
  });

  it('changes nothing for what is none of ours', async () => {
    await bench.confirmRefund.execute({ refundId: 'nothing' });
    await bench.confirmRefund.executeForReference('nothing');
    expect(await bench.books()).toEqual(OWED_BOOKS);
  });

  describe('on the rail of payouts', () => {
    let payoutKey: string;

    /** A float of 60 000. */
    beforeEach(async () => {
      await bench.fillFloat(60_000n);
      bench.provider.fail(refundKey, 'window_closed');
      await confirm();
      ({ providerKey: payoutKey } = await refund());
      await bench.sendRefund.execute({ refundId });
    });

    const paid = { providerRef: 'ref-1', amount: 50_500n, currency: 'XAF', fee: null } as const;

    it('is booked out of the float', async () => {
      bench.payoutProvider.status = { ...paid, kind: 'succeeded' };
      await race(20, () => bench.confirmRefund.executeForReference(payoutKey));
      expect((await refund()).state).toBe('succeeded');
      const { disbursement_float: float, refunds_payable: owed } = await bench.books();
      expect([float, owed]).toEqual([9_500n, undefined]);
    });

    it('has failed when the payout did, whatever it is called', async () => {
      bench.payoutProvider.status = { ...paid, kind: 'returned' };
      await confirm();
      await confirm();
      expect(await refund()).toMatchObject({ state: 'failed', rail: 'payout', failureCode: 'returned' });
      expect(await bench.balance('refunds_payable')).toBe(50_500n);
      expect(await bench.balance('disbursement_float', 'sandbox')).toBe(60_000n);
      expect((await bench.eventNames('refund')).at(-1)).toBe('refund.failed');
    });

    it('tells people of a success after a failure, and leaves the money owed', async () => {
      bench.payoutProvider.status = { kind: 'failed', code: 'no_wallet', message: null };
      await confirm();
      bench.payoutProvider.status = { ...paid, kind: 'succeeded' };
      await race(5, () => bench.confirmRefund.executeForReference(payoutKey));
      expect(await refund()).toMatchObject({ state: 'failed', contradiction: 'succeeded: 50500 XAF' });
      expect(await bench.balance('refunds_payable')).toBe(50_500n);
      expect((await told()).slice(-2)).toEqual(['refund.failed', 'refund.contradicted']);
    });

    it.each<[string, PayoutStatus | Error]>([
      ['has no news', { kind: 'pending' }],
      ['cannot be asked', new Unavailable('The provider')],
    ])('asks later when the operator %s', async (_, status) => {
      bench.payoutProvider.status = status;
      await confirm();
      expect(await refund()).toMatchObject({ state: 'processing', rail: 'payout', pollCount: 1 });
    });
  });
});
