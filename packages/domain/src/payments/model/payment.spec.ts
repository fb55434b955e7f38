import { aPayment, captured, started } from '../../../testing/factories/payments/payment-factory.js';
import { after, DAY, MINUTE, Money, SECOND } from '../../kernel/index.js';
import {
  PaymentAlreadyStarted,
  PaymentEventRefused,
  RefundExceedsCaptured,
  SplitUnbalanced,
} from './payment-errors.js';
import { PAYMENT_STATES, type PaymentState } from './payment-process.js';
import { Payment, type PaymentRecord } from './payment.js';

const NOW = new Date('2026-02-05T08:00:00.000Z');
const ORDER = { orderId: 'order', payerId: 'customer' } as const;
const CHOSEN = {
  attemptId: 'attempt',
  provider: 'sandbox',
  providerKey: 'key',
  channel: 'mtn_cm',
  msisdnEncrypted: 'sealed',
  msisdnMask: '+237••••••01',
} as const;

/** A payment whose payer chose how to pay. */
function inState(state: PaymentState, overrides: Partial<PaymentRecord> = {}): Payment {
  return aPayment(ORDER, { ...started({ state: 'sent', sentAt: NOW }), state, ...overrides });
}

const names = (payment: Payment) => payment.pullEvents().map(({ name }) => name);

function initiated(split: { serviceFeeAmount: bigint; commissionAmount: bigint; sellerNetAmount: bigint }) {
  const amount = Money.of(50_500n, 'XAF');
  return Payment.initiate({ id: 'payment', ...ORDER, amount, split, expiresAt: after(NOW, DAY), now: NOW });
}

describe('Payment', () => {
  it('begins without anybody having chosen how to pay', () => {
    const payment = initiated({ serviceFeeAmount: 500n, commissionAmount: 7_500n, sellerNetAmount: 42_500n });
    expect(payment.snapshot()).toMatchObject({
      state: 'initiated',
      amount: 50_500n,
      currency: 'XAF',
      provider: null,
      capturedAmount: 0n,
      attempts: [],
    });
    expect([payment.isLive, payment.isStarted, payment.refundable]).toEqual([true, false, 0n]);
    expect(payment.pullEvents()).toEqual([
      {
        name: 'payment.initiated',
        aggregateType: 'payment',
        aggregateId: 'payment',
        occurredAt: NOW,
        payload: { orderId: 'order' },
      },
    ]);
  });

  it.each([1n, -1n])('refuses a split that is %s off its amount', (off) => {
    const split = { serviceFeeAmount: 500n, commissionAmount: 7_500n, sellerNetAmount: 42_500n + off };
    expect(() => initiated(split)).toThrow(SplitUnbalanced);
  });

  it('is started once, and then has a call to be made', () => {
    const payment = aPayment(ORDER);
    expect(payment.markSent(NOW)).toBe(false);
    payment.start(CHOSEN, NOW);
    expect(payment.snapshot()).toMatchObject({
      provider: 'sandbox',
      channel: 'mtn_cm',
      payerMsisdnEncrypted: 'sealed',
      payerMsisdnMask: '+237••••••01',
    });
    expect(payment.attempt).toEqual({
      id: 'attempt',
      number: 1,
      provider: 'sandbox',
      providerKey: 'key',
      providerRef: null,
      state: 'created',
      sentAt: null,
      finishedAt: null,
    });
    expect(() => payment.start({ ...CHOSEN, providerKey: 'other' }, NOW)).toThrow(PaymentAlreadyStarted);
    expect(payment.markSent(NOW)).toBe(true);
    expect(payment.attempt).toMatchObject({ state: 'sent', sentAt: NOW });
  });

  it.each(PAYMENT_STATES.filter((state) => state !== 'initiated' && state !== 'unknown'))(
    'has nothing to send once it is %s',
    (state) => {
      expect(inState(state).markSent(NOW)).toBe(false);
    },
  );

  it('is not sent again once the provider took the call over, or nobody knows whether it did', () => {
    for (const state of ['accepted', 'unknown'] as const) {
      expect(inState('unknown', started({ state })).markSent(NOW)).toBe(false);
    }
  });

  it('remembers what the provider calls it and waits for the payer', () => {
    const payment = inState('initiated');
    payment.accept('ref', NOW);
    expect(payment.snapshot()).toMatchObject({ state: 'pending', nextPollAt: after(NOW, 5 * SECOND) });
    expect(payment.attempt).toMatchObject({ state: 'accepted', providerRef: 'ref' });
    payment.accept('ref', after(NOW, MINUTE));
    expect(payment.snapshot().nextPollAt).toEqual(after(NOW, 5 * SECOND));
    expect(names(payment)).toEqual(['payment.pending']);
  });

  it('is asked about after an ambiguous answer, and told once', () => {
    const payment = inState('initiated');
    payment.becomeUnknown(NOW);
    expect(payment.snapshot()).toMatchObject({ state: 'unknown', nextPollAt: after(NOW, 5 * SECOND) });
    expect(payment.attempt?.state).toBe('unknown');
    payment.becomeUnknown(NOW);
    expect(names(payment)).toEqual(['payment.unknown']);
  });

  it('is asked about again when the call that was made again was ambiguous too', () => {
    const payment = inState('unknown', { ...started({ state: 'unknown' }), pollCount: 2 });
    payment.sendAgain(NOW);
    expect(payment.snapshot().nextPollAt).toEqual(after(NOW, 30 * SECOND));
    expect(payment.markSent(NOW)).toBe(true);
    payment.becomeUnknown(NOW);
    expect(payment.attempt?.state).toBe('unknown');
    expect(payment.markSent(NOW)).toBe(false);
  });

  it('waits longer from question to question', () => {
    const payment = inState('pending', { pollCount: 3 });
    payment.polled(NOW);
    expect(payment.snapshot()).toMatchObject({ pollCount: 4, nextPollAt: after(NOW, 2 * MINUTE) });
  });

  it.each<PaymentState>(['initiated', 'pending', 'requires_action', 'unknown'])(
    'is captured in time when it was %s',
    (state) => {
      const payment = inState(state, { nextPollAt: NOW });
      expect(payment.confirm(25n, NOW)).toBe('captured');
      expect(payment.snapshot()).toMatchObject({
        state: 'captured',
        capturedAmount: 50_500n,
        capturedAt: NOW,
        providerFeeAmount: 25n,
        nextPollAt: null,
      });
      expect(payment.attempt).toMatchObject({ state: 'succeeded', finishedAt: NOW });
      expect(payment.refundable).toBe(50_500n);
      expect(payment.confirm(25n, NOW)).toBe('known');
      expect(names(payment)).toEqual(['payment.captured']);
    },
  );

  it.each<PaymentState>(['failed', 'expired', 'cancelled'])('is captured late when it was %s', (state) => {
    const payment = inState(state, { failureCode: 'declined', failureMessage: 'No' });
    expect(payment.confirm(null, NOW)).toBe('captured_late');
    expect(payment.snapshot()).toMatchObject({
      state: 'captured_late',
      capturedAmount: 50_500n,
      failureCode: null,
      failureMessage: null,
    });
    expect(payment.confirm(null, NOW)).toBe('known');
    expect(names(payment)).toEqual(['payment.captured_late']);
    payment.allocate(NOW);
    expect(payment.snapshot().state).toBe('captured');
    payment.allocate(NOW);
  });

  it('pays an order after all only when it came late', () => {
    for (const state of PAYMENT_STATES.filter((known) => known !== 'captured' && known !== 'captured_late')) {
      expect(() => inState(state).allocate(NOW)).toThrow(PaymentEventRefused);
    }
  });

  it('says why it failed, once', () => {
    const payment = inState('pending', { nextPollAt: NOW });
    payment.decline('insufficient_funds', 'Solde insuffisant', NOW);
    payment.decline('other', null, NOW);
    expect(payment.snapshot()).toMatchObject({
      state: 'failed',
      failureCode: 'insufficient_funds',
      failureMessage: 'Solde insuffisant',
      nextPollAt: null,
    });
    expect(payment.attempt).toMatchObject({ state: 'failed', finishedAt: NOW });
    expect(payment.isLive).toBe(false);
    expect(payment.pullEvents()).toMatchObject([
      { name: 'payment.failed', payload: { orderId: 'order', failureCode: 'insufficient_funds' } },
    ]);
  });

  it('does not fail, expire or become unknown once its money came', () => {
    for (const state of ['captured', 'captured_late'] as const) {
      const payment = inState(state, captured());
      expect(() => payment.decline('code', null, NOW)).toThrow(PaymentEventRefused);
      expect(() => payment.expire(NOW)).toThrow(
        expect.objectContaining({ details: { event: 'expire', state: payment.snapshot().state } }),
      );
      expect(() => payment.becomeUnknown(NOW)).toThrow(PaymentEventRefused);
    }
  });

  it('expires once, with or without a call to the provider', () => {
    const payment = inState('pending', { nextPollAt: NOW });
    payment.expire(NOW);
    payment.expire(NOW);
    expect(payment.snapshot()).toMatchObject({ state: 'expired', nextPollAt: null });
    expect(payment.attempt).toMatchObject({ state: 'failed', finishedAt: NOW });
    expect(names(payment)).toEqual(['payment.expired']);
    const untouched = aPayment(ORDER);
    untouched.expire(NOW);
    expect(untouched.snapshot()).toMatchObject({ state: 'expired', attempts: [] });
  });

  it('is cancelled only before the provider was asked', () => {
    const payment = aPayment(ORDER);
    payment.cancel(NOW);
    payment.cancel(NOW);
    expect(payment.snapshot().state).toBe('cancelled');
    expect(() => inState('pending').cancel(NOW)).toThrow(PaymentEventRefused);
    expect(() => inState('initiated').cancel(NOW)).toThrow(PaymentEventRefused);
    expect(() => inState('failed').cancel(NOW)).toThrow(PaymentEventRefused);
  });

  it('ends when something else came than was asked, and is told of once', () => {
    const payment = inState('pending');
    expect(payment.mismatch(50_000n, 'XAF', NOW)).toBe(true);
    expect(payment.mismatch(50_000n, 'XAF', NOW)).toBe(false);
    expect(payment.snapshot()).toMatchObject({
      state: 'failed',
      failureCode: 'amount_mismatch',
      capturedAmount: 0n,
    });
    expect(payment.pullEvents()).toMatchObject([
      { name: 'payment.failed' },
      {
        name: 'payment.amount_mismatch',
        payload: { orderId: 'order', received: '50000', currency: 'XAF' },
      },
    ]);
  });

  it('notes a wrong amount that came when it was over already', () => {
    const payment = inState('expired');
    expect(payment.mismatch(1n, 'XOF', NOW)).toBe(true);
    expect(payment.snapshot()).toMatchObject({ state: 'expired', failureCode: 'amount_mismatch' });
    expect(names(payment)).toEqual(['payment.amount_mismatch']);
  });

  it('tells of another amount after its money came, and keeps what it has', () => {
    const payment = inState('captured', captured());
    expect(payment.mismatch(1n, 'XAF', NOW)).toBe(true);
    expect(payment.mismatch(1n, 'XAF', NOW)).toBe(false);
    expect(payment.snapshot()).toMatchObject({ state: 'captured', capturedAmount: 50_500n });
    expect(names(payment)).toEqual(['payment.amount_mismatch']);
  });

  it('tells of each new statement about a wrong amount, once', () => {
    const payment = inState('pending');
    const told = [50_000n, 50_000n, 50_500n, 50_500n].map((sum) => payment.mismatch(sum, 'XAF', NOW));
    expect(told).toEqual([true, false, true, false]);
    expect(payment.snapshot()).toMatchObject({
      state: 'failed',
      failureMessage: 'The provider states 50500 XAF.',
    });
    expect(names(payment)).toEqual(['payment.failed', 'payment.amount_mismatch', 'payment.amount_mismatch']);
  });

  it('keeps the money it brought when the provider denies it, and tells of each new denial once', () => {
    const payment = inState('captured', captured());
    for (const stated of ['failed: reversed', 'failed: reversed', 'expired']) payment.contradict(stated, NOW);
    expect(payment.snapshot()).toMatchObject({
      state: 'captured',
      capturedAmount: 50_500n,
      failureCode: null,
      contradiction: 'expired',
    });
    expect(payment.pullEvents()).toMatchObject([
      { name: 'payment.contradicted', payload: { stated: 'failed: reversed' } },
      { name: 'payment.contradicted', payload: { stated: 'expired' } },
    ]);
  });

  it.each<PaymentState>(['initiated', 'pending', 'requires_action', 'unknown'])(
    'is asked about on when its order takes no money any more while it is %s',
    (state) => {
      const payment = inState(state);
      payment.end(NOW);
      payment.end(after(NOW, MINUTE));
      expect(payment.snapshot()).toMatchObject({ state: 'expired', nextPollAt: after(NOW, 5 * SECOND) });
      expect([payment.isLive, payment.isOpen]).toEqual([false, true]);
      expect(payment.attempt).toMatchObject({ state: 'sent', finishedAt: null });
      expect(names(payment)).toEqual(['payment.expired']);
      payment.expire(NOW);
      expect(payment.snapshot().nextPollAt).toBeNull();
      expect([payment.isOpen, payment.attempt?.state]).toEqual([false, 'failed']);
      expect(names(payment)).toEqual([]);
    },
  );

  it('ends with its order without being asked about when no call was made', () => {
    const written = inState('initiated', started());
    written.end(NOW);
    expect(written.snapshot()).toMatchObject({ state: 'expired', nextPollAt: null });
    const untouched = aPayment(ORDER);
    untouched.end(NOW);
    expect(untouched.snapshot().state).toBe('cancelled');
  });

  it.each<PaymentState>(['captured', 'failed', 'captured_late'])('does not end once it is %s', (state) => {
    const payment = inState(state);
    payment.end(NOW);
    expect(payment.snapshot()).toMatchObject({ state, nextPollAt: null });
  });

  it('gives back at most what it received', () => {
    const payment = inState('captured', captured());
    payment.refund(50_000n, NOW);
    expect(payment.refundable).toBe(500n);
    expect(() => payment.refund(501n, NOW)).toThrow(RefundExceedsCaptured);
    payment.takeBackRefund(1n, NOW);
    payment.refund(501n, NOW);
    expect(payment.refundable).toBe(0n);
  });

  it('is read back as it was stored', () => {
    const stored = inState('captured', captured()).snapshot();
    expect(Payment.rehydrate(stored).snapshot()).toBe(stored);
  });
});
