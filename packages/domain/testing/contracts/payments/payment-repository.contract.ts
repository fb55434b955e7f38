import {
  after,
  AlreadyExists,
  LivePaymentExists,
  MINUTE,
  Payment,
  PaymentNotFound,
  RESEND_AFTER,
  StaleVersion,
  type Order,
  type OrderRepository,
  type PaymentRecord,
  type PaymentRepository,
  type UnitOfWork,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { createBareOrder, type PartiesPorts } from '../../factories/ordering/bare-order-factory.js';
import { aPayment, aPaymentAttempt, captured, started } from '../../factories/payments/payment-factory.js';
import { unitsOf } from '../../fakes/platform/leased-work.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface PaymentRepositoryPorts extends PartiesPorts {
  readonly orders: OrderRepository;
  readonly payments: PaymentRepository;
  readonly unitOfWork: UnitOfWork<{ payments: PaymentRepository }>;
}

const LATER = new Date('2026-02-01T10:20:30.456Z');
const ALL = 1_000;

/** Every state a payment can be in; between them, every field is filled. */
function everyState(): Readonly<Record<string, Partial<PaymentRecord>>> {
  const failed = { failureCode: 'wrong_pin', failureMessage: 'Code incorrect' };
  const ref = { providerRef: anId() };
  return {
    'not started': { currency: 'XOF' },
    started: started(),
    pending: {
      ...started({ state: 'accepted', sentAt: LATER, ...ref }),
      state: 'pending',
      nextPollAt: LATER,
      pollCount: 3,
    },
    'waiting for an action': { ...started({ state: 'accepted' }), state: 'requires_action' },
    unknown: { ...started({ state: 'unknown', sentAt: LATER }), state: 'unknown', nextPollAt: LATER },
    captured: { ...captured(), providerFeeAmount: 25n },
    'partly refunded': { ...captured(), refundedAmount: 10_000n },
    'denied after it was captured': { ...captured(), contradiction: 'failed: reversed' },
    failed: { ...started({ state: 'failed', finishedAt: LATER }), state: 'failed', ...failed },
    expired: { state: 'expired' },
    cancelled: { state: 'cancelled' },
    'captured late': { ...captured(), state: 'captured_late', refundedAmount: 50_500n },
  };
}

const STATES = Object.keys(everyState());

export function paymentRepositoryContract(open: Open<PaymentRepositoryPorts>): void {
  describe('PaymentRepository', () => {
    let ports: PaymentRepositoryPorts;
    let payments: PaymentRepository;
    let order: Order;

    beforeEach(async () => {
      ports = await open();
      ({ payments } = ports);
      order = await createBareOrder(ports);
    });

    const ofOrder = (overrides: Partial<PaymentRecord> = {}) =>
      aPayment({ orderId: order.id, payerId: order.snapshot().customerId }, overrides);
    const stored = async (id: string) => (await payments.find(id))?.snapshot();

    async function ofAnotherOrder(overrides: Partial<PaymentRecord>) {
      const other = await createBareOrder(ports);
      const payment = aPayment({ orderId: other.id, payerId: other.snapshot().customerId }, overrides);
      await payments.add(payment);
      return payment;
    }

    it('answers null, or refuses, for a payment nobody added', async () => {
      expect(await payments.find(anId())).toBeNull();
      expect(await payments.findByProviderKey(anId())).toBeNull();
      const work = ports.unitOfWork.run((scope) => scope.payments.getForUpdate(anId()));
      await expect(work).rejects.toThrow(PaymentNotFound);
    });

    it.each(STATES)('gives back a payment that is %s as it was', async (state) => {
      const payment = ofOrder(everyState()[state]);
      await payments.add(payment);
      expect(await stored(payment.id)).toEqual(payment.snapshot());
    });

    it.each(STATES)('gives back a payment that became %s as it was saved', async (state) => {
      const payment = ofOrder();
      await payments.add(payment);
      const { currency: _, ...changes } = everyState()[state] ?? {};
      const changed = Payment.rehydrate({ ...payment.snapshot(), ...changes, updatedAt: LATER });
      await payments.save(changed);
      expect(changed.version).toBe(1);
      expect(await stored(payment.id)).toEqual(changed.snapshot());
    });

    it('changes the attempt that was there', async () => {
      const payment = ofOrder(started());
      await payments.add(payment);
      payment.markSent(LATER);
      payment.accept('ref-of-the-provider', LATER);
      await payments.save(payment);
      expect(await stored(payment.id)).toEqual(payment.snapshot());
    });

    it('finds a payment by the key the provider was given', async () => {
      const attempt = aPaymentAttempt();
      const payment = ofOrder({ ...started(), attempts: [attempt] });
      await payments.add(payment);
      expect((await payments.findByProviderKey(attempt.providerKey))?.snapshot()).toEqual(payment.snapshot());
    });

    it('lists the payments of one order, oldest first', async () => {
      const second = ofOrder({ createdAt: after(TEST_EPOCH, MINUTE) });
      const first = ofOrder({ state: 'failed' });
      await payments.add(second);
      await payments.add(first);
      await ofAnotherOrder({});
      const listed = await ports.unitOfWork.run((scope) => scope.payments.listOfOrderForUpdate(order.id));
      expect(listed.map(({ id }) => id)).toEqual([first.id, second.id]);
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const payment = ofOrder(started());
      const work = ports.unitOfWork.run(async (scope) => {
        await scope.payments.add(payment);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await stored(payment.id)).toBeUndefined();
    });

    it('refuses a known id, a known provider key and a second live payment', async () => {
      const payment = ofOrder(started());
      await payments.add(payment);
      const { id, attempts } = payment.snapshot();
      await expect(payments.add(ofOrder({ id, state: 'failed' }))).rejects.toThrow(AlreadyExists);
      const [attempt] = attempts;
      const sameKey = { ...started(), attempts: attempt ? [{ ...attempt, id: anId() }] : [] };
      await expect(ofAnotherOrder(sameKey)).rejects.toThrow(AlreadyExists);
      await expect(payments.add(ofOrder())).rejects.toThrow(LivePaymentExists);
      await expect(payments.add(ofOrder({ state: 'failed' }))).resolves.toBeUndefined();
    });

    it('refuses a second payment of one order that is captured, and takes one that came late', async () => {
      await payments.add(ofOrder(captured()));
      await expect(payments.add(ofOrder(captured()))).rejects.toThrow(AlreadyExists);
      const late = ofOrder({ ...captured(), state: 'captured_late' });
      await payments.add(late);
      const allocated = Payment.rehydrate({ ...late.snapshot(), state: 'captured' });
      await expect(payments.save(allocated)).rejects.toThrow(AlreadyExists);
      await expect(ofAnotherOrder(captured())).resolves.toBeDefined();
    });

    it('refuses to save what somebody else saved since', async () => {
      const payment = ofOrder();
      await payments.add(payment);
      const stale = Payment.rehydrate(payment.snapshot());
      await payments.save(payment);
      await expect(payments.save(stale)).rejects.toThrow(StaleVersion);
    });

    it('gives an order to exactly one of twenty live payments', async () => {
      const { won, lost } = await race(20, () => payments.add(ofOrder()));
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof LivePaymentExists)).toBe(true);
    });

    it('makes twenty who lock the same payment wait for each other', async () => {
      const payment = ofOrder(captured());
      await payments.add(payment);
      await race(20, () =>
        ports.unitOfWork.run(async (scope) => {
          const locked = await scope.payments.getForUpdate(payment.id);
          locked.refund(10n, LATER);
          await scope.payments.save(locked);
        }),
      );
      expect((await stored(payment.id))?.refundedAmount).toBe(200n);
    });

    it('offers for sending what was not sent, or was sent and never answered', async () => {
      const justNow = after(TEST_EPOCH, 1 - RESEND_AFTER);
      const longAgo = after(TEST_EPOCH, -RESEND_AFTER);
      const created = await ofAnotherOrder(started());
      const orphaned = await ofAnotherOrder(started({ state: 'sent', sentAt: longAgo }));
      const again = await ofAnotherOrder({ ...started({ sentAt: longAgo }), state: 'unknown' });
      const others = [
        await ofAnotherOrder({}),
        await ofAnotherOrder(started({ state: 'sent', sentAt: justNow })),
        await ofAnotherOrder({ ...started({ state: 'accepted', sentAt: longAgo }), state: 'pending' }),
        await ofAnotherOrder({ ...started({ state: 'failed', sentAt: longAgo }), state: 'failed' }),
      ].map(({ id }) => id);
      const claimed = unitsOf(await payments.claimToSend(TEST_EPOCH, ALL));
      for (const { id } of [created, orphaned, again]) expect(claimed).toContain(id);
      for (const id of others) expect(claimed).not.toContain(id);
    });

    it('offers for asking what is due, and each to one of twenty who claim at once', async () => {
      const pending = (nextPollAt: Date) =>
        ({ ...started({ state: 'accepted' }), state: 'pending', nextPollAt }) as const;
      const due = (
        await Promise.all(Array.from({ length: 5 }, () => ofAnotherOrder(pending(TEST_EPOCH))))
      ).map(({ id }) => id);
      const later = await ofAnotherOrder(pending(after(TEST_EPOCH, 1)));
      const { won } = await race(20, async () => unitsOf(await payments.claimToPoll(TEST_EPOCH, ALL)));
      const claimed = won.flat();
      expect(claimed.filter((id) => due.includes(id)).sort()).toEqual([...due].sort());
      expect(claimed).not.toContain(later.id);
    });

    it('offers for asking what ended while its money may still come', async () => {
      const sent = () => started({ state: 'accepted', sentAt: TEST_EPOCH });
      const ended = await ofAnotherOrder({ ...sent(), state: 'pending', nextPollAt: TEST_EPOCH });
      ended.end(TEST_EPOCH);
      await payments.save(ended);
      const over = await ofAnotherOrder({ ...sent(), state: 'expired' });
      const claimed = unitsOf(await payments.claimToPoll(TEST_EPOCH, ALL));
      expect(claimed).toContain(ended.id);
      expect(claimed).not.toContain(over.id);
    });

    it('offers a payment again once it was saved', async () => {
      const payment = await ofAnotherOrder(started());
      const claims = async () => unitsOf(await payments.claimToSend(TEST_EPOCH, ALL)).includes(payment.id);
      expect(await claims()).toBe(true);
      expect(await claims()).toBe(false);
      await payments.save(payment);
      expect(await claims()).toBe(true);
    });
  });
}
