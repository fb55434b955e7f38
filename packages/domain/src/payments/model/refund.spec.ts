import { aPayment, captured } from '../../../testing/factories/payments/payment-factory.js';
import { aRefund } from '../../../testing/factories/payments/refund-factory.js';
import { after, MINUTE, Money, SECOND } from '../../kernel/index.js';
import { RefundEventRefused } from './payment-errors.js';
import { POLLING_ENDS_AFTER, RESEND_AFTER } from './polling.js';
import { REFUND_PROCESS, REFUND_STATES, type RefundEvent, type RefundState } from './refund-process.js';
import { Refund, type RefundRecord } from './refund.js';

const NOW = new Date('2026-02-05T08:00:00.000Z');
const PARTS = { sellerPart: 8_416n, commissionPart: 1_485n, feePart: 99n } as const;
const PAYMENT = aPayment({ orderId: 'order', payerId: 'customer' }, { id: 'payment', ...captured() });

function inState(state: RefundState, overrides: Partial<RefundRecord> = {}): Refund {
  return aRefund(PAYMENT, { state, ...overrides });
}

const names = (refund: Refund) => refund.pullEvents().map(({ name }) => name);

const confirmed = (refund: Refund) => refund.confirm(10_000n, 'XAF', NOW);

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
    ['confirmed', 'confirmed', (refund) => refund.confirm(10_000n, 'XAF', NOW)],
  ])('lets it be %s from nowhere else', (_, event, act) => {
    for (const state of REFUND_STATES) {
      // A success told after a failure: see below.
      if (event === 'confirmed' && state === 'failed') continue;
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
      decidedBy: null,
      rejectionReason: null,
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
    expect(refund.snapshot()).toMatchObject({
      ...PARTS,
      source: 'completed_order',
      decidedBy: 'staff',
      nextSendAt: NOW,
    });
    expect(refund.isApproved).toBe(true);
    expect(names(refund)).toEqual(['refund.approved']);
  });

  it('keeps who rejected it and why, beside what was asked for', () => {
    const refund = inState('requested', { note: 'Le logo est flou' });
    expect(refund.reject('Livré conforme', 'staff', NOW)).toBe(true);
    expect(refund.reject('Autre', 'other', NOW)).toBe(false);
    expect(refund.snapshot()).toMatchObject({
      note: 'Le logo est flou',
      rejectionReason: 'Livré conforme',
      decidedBy: 'staff',
    });
    expect(refund.isApproved).toBe(false);
    expect(names(refund)).toEqual(['refund.rejected']);
  });

  it.each(REFUND_STATES)('when %s is sent only while there is a call to make', (state) => {
    expect(inState(state).markSent(NOW)).toBe(false);
    if (state !== 'approved' && state !== 'processing') return;
    const refund = inState(state, { pollCount: 4, nextSendAt: NOW });
    expect(refund.markSent(NOW)).toBe(true);
    expect(refund.snapshot()).toMatchObject({
      state: 'processing',
      sentAt: NOW,
      pollCount: 0,
      nextSendAt: after(NOW, RESEND_AFTER),
      nextPollAt: after(NOW, 5 * SECOND),
    });
  });

  it('waits a minute for a float that is short', () => {
    const refund = inState('approved', { nextSendAt: NOW });
    refund.waitForFloat(NOW);
    expect(refund.snapshot()).toMatchObject({ state: 'approved', nextSendAt: after(NOW, MINUTE) });
    expect(refund.isQueued).toBe(true);
  });

  it('remembers what the rail calls it, and is not sent again', () => {
    const refund = inState('processing', { nextSendAt: NOW });
    refund.accepted('ref', NOW);
    expect(refund.snapshot()).toMatchObject({ state: 'processing', providerRef: 'ref', nextSendAt: null });
    expect(refund.isSent).toBe(true);
  });

  it.each(['processing', 'unknown'] as const)(
    'that is %s is sent again when the rail never heard of it',
    (state) => {
      const refund = inState(state, { sentAt: NOW, nextPollAt: NOW });
      refund.absentAtRail(NOW);
      expect(refund.snapshot()).toMatchObject({ state: 'approved', nextSendAt: NOW, nextPollAt: null });
      const accepted = inState(state, { sentAt: NOW, nextPollAt: NOW, providerRef: 'ref' });
      accepted.absentAtRail(NOW);
      expect(accepted.snapshot()).toMatchObject({ state, nextSendAt: null, pollCount: 1 });
    },
  );

  it('waits longer from question to question', () => {
    const refund = inState('processing', { sentAt: NOW, nextPollAt: NOW, pollCount: 1 });
    refund.polled(NOW);
    expect(refund.snapshot()).toMatchObject({ pollCount: 2, nextPollAt: after(NOW, 30 * SECOND) });
  });

  it.each(['processing', 'unknown'] as const)(
    'that is %s waits for people when asking is of no use any more, who are told once',
    (state) => {
      const refund = inState(state, { sentAt: NOW, nextPollAt: NOW });
      const late = after(NOW, POLLING_ENDS_AFTER + 1);
      for (let turn = 0; turn < 3; turn += 1) refund.polled(late);
      expect(refund.snapshot()).toMatchObject({ state: 'unknown', nextPollAt: null, pollCount: 0 });
      expect(names(refund)).toEqual(['refund.unknown']);
    },
  );

  it('succeeds once', () => {
    const refund = inState('unknown', { nextPollAt: NOW, failureCode: 'refused', contradiction: '9000 XAF' });
    expect(confirmed(refund)).toBe(true);
    expect(confirmed(refund)).toBe(false);
    expect(refund.snapshot()).toMatchObject({
      state: 'succeeded',
      nextPollAt: null,
      failureCode: null,
      contradiction: null,
    });
    expect(names(refund)).toEqual(['refund.succeeded']);
  });

  it.each([
    ['another amount', 9_000n, 'XAF'],
    ['another currency', 10_000n, 'XOF'],
  ])('is not booked, and asked about on, when the rail states %s', (_, amount, currency) => {
    const refund = inState('processing', { sentAt: NOW, nextPollAt: NOW, nextSendAt: NOW });
    expect(refund.confirm(amount, currency, NOW)).toBe(false);
    expect(refund.confirm(amount, currency, NOW)).toBe(false);
    expect(refund.snapshot()).toMatchObject({
      state: 'unknown',
      failureCode: 'amount_mismatch',
      contradiction: `${amount} ${currency}`,
      nextSendAt: null,
      nextPollAt: after(NOW, 30 * SECOND),
    });
    expect(names(refund)).toEqual(['refund.amount_mismatch']);
  });

  it('tells of each new wrong amount, and takes the right one in the end', () => {
    const refund = inState('processing', { sentAt: NOW, nextPollAt: NOW });
    refund.confirm(9_000n, 'XAF', NOW);
    refund.confirm(8_000n, 'XAF', NOW);
    expect(confirmed(refund)).toBe(true);
    expect(names(refund)).toEqual(['refund.amount_mismatch', 'refund.amount_mismatch', 'refund.succeeded']);
  });

  it('that the rail denies after it stated a wrong amount is sent by no other, and by none again', () => {
    const refund = inState('processing', { sentAt: NOW, nextPollAt: NOW });
    refund.confirm(9_000n, 'XAF', NOW);
    refund.decline('reversed', 'second', NOW);
    refund.decline('reversed', 'second', NOW);
    refund.absentAtRail(NOW);
    expect(refund.snapshot()).toMatchObject({
      state: 'unknown',
      rail: 'provider',
      nextSendAt: null,
      nextPollAt: after(NOW, 2 * MINUTE),
      contradiction: 'failed: reversed',
    });
    expect(names(refund)).toEqual(['refund.amount_mismatch', 'refund.contradicted']);
  });

  it.each<[string, RefundState, (refund: Refund) => void, string]>([
    ['a refusal', 'succeeded', (refund) => refund.decline('reversed', 'key', NOW), 'failed: reversed'],
    ['another amount', 'succeeded', (refund) => refund.confirm(9_000n, 'XAF', NOW), 'succeeded: 9000 XAF'],
    ['a success', 'failed', (refund) => refund.confirm(10_000n, 'XAF', NOW), 'succeeded: 10000 XAF'],
  ])('keeps its end and tells people once of %s after it %s', (_, state, contradict, contradiction) => {
    const refund = inState(state, { rail: 'payout', providerKey: 'key' });
    contradict(refund);
    contradict(refund);
    expect(refund.snapshot()).toMatchObject({ state, rail: 'payout', providerKey: 'key', contradiction });
    expect(refund.pullEvents()).toMatchObject([
      { name: 'refund.contradicted', payload: { orderId: 'order', stated: contradiction } },
    ]);
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
      nextSendAt: NOW,
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
    expect(() => inState('requested').decline('too early', 'second', NOW)).toThrow(RefundEventRefused);
  });

  it('is read back as it was stored', () => {
    const stored = inState('processing').snapshot();
    expect(Refund.rehydrate(stored).snapshot()).toBe(stored);
  });
});
