import { aPayment, captured } from '../../../testing/factories/payments/payment-factory.js';
import { aRefund } from '../../../testing/factories/payments/refund-factory.js';
import { after, Money, SECOND } from '../../kernel/index.js';
import { RefundEventRefused } from './payment-errors.js';
import { REFUND_PROCESS, REFUND_STATES, type RefundEvent, type RefundState } from './refund-process.js';
import { Refund, type RefundRecord } from './refund.js';

const NOW = new Date('2026-02-05T08:00:00.000Z');
const PARTS = { sellerPart: 8_416n, commissionPart: 1_485n, feePart: 99n } as const;
const PAYMENT = aPayment({ orderId: 'order', payerId: 'customer' }, { id: 'payment', ...captured() });

function inState(state: RefundState, overrides: Partial<RefundRecord> = {}): Refund {
  return aRefund(PAYMENT, { state, ...overrides });
}

const names = (refund: Refund) => refund.pullEvents().map(({ name }) => name);

/** Every way a refund moves. */
const MOVES: readonly [RefundState, RefundEvent, RefundState][] = [
  ['requested', 'approve', 'approved'],
  ['requested', 'reject', 'rejected'],
  ['approved', 'send', 'processing'],
  ['processing', 'send', 'processing'],
  ['processing', 'send_again', 'approved'],
  ['unknown', 'send_again', 'approved'],
  ['processing', 'ambiguous', 'unknown'],
  ['processing', 'confirmed', 'succeeded'],
  ['unknown', 'confirmed', 'succeeded'],
  ['processing', 'try_next_rail', 'approved'],
  ['unknown', 'try_next_rail', 'approved'],
  ['processing', 'declined', 'failed'],
  ['unknown', 'declined', 'failed'],
  ['approved', 'cancel', 'cancelled'],
];

describe('the process of a refund', () => {
  it('has these ways and no other', () => {
    const rows = REFUND_PROCESS.flatMap(({ event, from, to }) => from.map((state) => [state, event, to]));
    expect(rows.map(String).sort()).toEqual(MOVES.map(String).sort());
  });

  it.each<[string, RefundEvent, (refund: Refund) => void]>([
    ['approved', 'approve', (refund) => refund.approve('escrow', PARTS, 'staff', NOW)],
    ['rejected', 'reject', (refund) => refund.reject('Non', 'staff', NOW)],
    ['confirmed', 'confirmed', (refund) => refund.confirm(NOW)],
    ['sent again', 'send_again', (refund) => refund.sendAgain(NOW)],
  ])('lets it be %s from nowhere else', (_, event, act) => {
    for (const state of REFUND_STATES) {
      const refund = inState(state);
      const row = MOVES.find(([from, by]) => from === state && by === event);
      const isRepeat = !row && MOVES.some(([, by, to]) => by === event && to === state);
      if (row ?? isRepeat) act(refund);
      else expect(() => act(refund)).toThrow(RefundEventRefused);
      expect(refund.snapshot().state).toBe(row ? row[2] : state);
    }
  });
});

describe('Refund', () => {
  it('is asked for on the rail that took the money', () => {
    const refund = Refund.request({
      id: 'refund',
      paymentId: 'payment',
      orderId: 'order',
      amount: Money.of(10_000n, 'XAF'),
      reasonCode: 'not_as_described',
      note: 'Le logo est flou',
      source: 'escrow',
      requestedBy: 'customer',
      providerKey: 'key',
      now: NOW,
    });
    expect(refund.snapshot()).toMatchObject({
      state: 'requested',
      rail: 'provider',
      providerKey: 'key',
      amount: 10_000n,
      currency: 'XAF',
      sellerPart: 0n,
      commissionPart: 0n,
      feePart: 0n,
      approvedBy: null,
    });
    expect([refund.isApproved, refund.isSent]).toEqual([false, false]);
    expect(refund.pullEvents()).toEqual([
      {
        name: 'refund.requested',
        aggregateType: 'refund',
        aggregateId: 'refund',
        occurredAt: NOW,
        payload: { orderId: 'order', paymentId: 'payment', amount: '10000', currency: 'XAF' },
      },
    ]);
  });

  it('is approved once, with who bears what', () => {
    const refund = inState('requested');
    refund.approve('completed_order', PARTS, 'staff', NOW);
    refund.approve('escrow', { ...PARTS, feePart: 0n }, 'other', NOW);
    expect(refund.snapshot()).toMatchObject({ ...PARTS, source: 'completed_order', approvedBy: 'staff' });
    expect(refund.isApproved).toBe(true);
    expect(names(refund)).toEqual(['refund.approved']);
  });

  it('keeps why it was rejected', () => {
    const refund = inState('requested');
    refund.reject('Livré conforme', 'staff', NOW);
    refund.reject('Autre', 'other', NOW);
    expect(refund.snapshot()).toMatchObject({ note: 'Livré conforme', approvedBy: 'staff' });
    expect(refund.isApproved).toBe(false);
    expect(names(refund)).toEqual(['refund.rejected']);
  });

  it.each(REFUND_STATES)('when %s is sent only if its money left and no answer came', (state) => {
    const refund = inState(state, { pollCount: 4 });
    const isToSend = state === 'approved' || state === 'processing';
    expect(refund.markSent(NOW)).toBe(isToSend);
    if (!isToSend) return;
    expect(refund.snapshot()).toMatchObject({
      state: 'processing',
      sentAt: NOW,
      pollCount: 0,
      nextPollAt: after(NOW, 5 * SECOND),
    });
  });

  it('remembers what the rail calls it', () => {
    const refund = inState('processing');
    refund.accepted('ref', NOW);
    expect(refund.snapshot()).toMatchObject({ state: 'processing', providerRef: 'ref' });
    expect(refund.isSent).toBe(true);
  });

  it('waits longer from question to question', () => {
    const refund = inState('processing', { pollCount: 1 });
    refund.polled(NOW);
    expect(refund.snapshot()).toMatchObject({ pollCount: 2, nextPollAt: after(NOW, 30 * SECOND) });
  });

  it('waits for people when asking is of no use any more', () => {
    for (const state of ['processing', 'unknown'] as const) {
      const refund = inState(state, { nextPollAt: NOW });
      refund.giveUpPolling(NOW);
      expect(refund.snapshot()).toMatchObject({ state: 'unknown', nextPollAt: null });
      expect(names(refund)).toEqual(['refund.unknown']);
    }
  });

  it('succeeds once', () => {
    const refund = inState('unknown', { nextPollAt: NOW, failureCode: 'refused' });
    expect(refund.confirm(NOW)).toBe(true);
    expect(refund.confirm(NOW)).toBe(false);
    expect(refund.snapshot()).toMatchObject({ state: 'succeeded', nextPollAt: null, failureCode: null });
    expect(names(refund)).toEqual(['refund.succeeded']);
  });

  it('takes the next rail, under another key, when the first refuses', () => {
    const sent = { providerKey: 'first', providerRef: 'ref', sentAt: NOW, nextPollAt: NOW };
    const refund = inState('processing', sent);
    refund.decline('window_closed', 'second', NOW);
    expect(refund.snapshot()).toMatchObject({
      state: 'approved',
      rail: 'payout',
      providerKey: 'second',
      providerRef: null,
      sentAt: null,
      nextPollAt: null,
      failureCode: 'window_closed',
    });
    expect(names(refund)).toEqual([]);
    expect(refund.isSent).toBe(false);
  });

  it('fails when the last rail refuses, once', () => {
    const refund = inState('unknown', { rail: 'payout', providerKey: 'second' });
    refund.decline('no_wallet', 'third', NOW);
    refund.decline('again', 'fourth', NOW);
    expect(refund.snapshot()).toMatchObject({
      state: 'failed',
      rail: 'payout',
      providerKey: 'second',
      failureCode: 'no_wallet',
    });
    expect(names(refund)).toEqual(['refund.failed']);
  });

  it('is not declined twice on one rail', () => {
    const refund = inState('approved');
    refund.decline('late answer', 'second', NOW);
    expect(refund.snapshot()).toMatchObject({ rail: 'provider', failureCode: null });
    expect(() => inState('succeeded').decline('too late', 'second', NOW)).toThrow(RefundEventRefused);
  });

  it('is read back as it was stored', () => {
    const stored = inState('processing').snapshot();
    expect(Refund.rehydrate(stored).snapshot()).toBe(stored);
  });
});
