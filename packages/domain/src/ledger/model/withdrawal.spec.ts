import { after, HOUR, MINUTE, Money, SECOND, StaleVersion } from '../../kernel/index.js';
import type { Posting } from './posting.js';
import { Withdrawal } from './withdrawal.js';
import { OwnWithdrawalDecision, WithdrawalEventRefused } from './withdrawal-errors.js';
import { OPEN_WITHDRAWAL_STATES, WITHDRAWAL_STATES, type WithdrawalState } from './withdrawal-process.js';
import type { WithdrawalRecord } from './withdrawal-record.js';

const NOW = new Date('2026-01-05T08:00:00.000Z');
const LATER = after(NOW, HOUR);
const xaf = (amount: bigint) => Money.of(amount, 'XAF');

function requested(): Withdrawal {
  return Withdrawal.request({
    id: 'withdrawal',
    number: '2W-26-000001',
    userId: 'seller',
    payoutMethodId: 'method',
    amount: xaf(42_500n),
    fee: xaf(100n),
    provider: 'sandbox',
    channel: 'mtn_cm',
    providerKey: 'key',
    now: NOW,
  });
}

function inState(state: WithdrawalState, overrides: Partial<WithdrawalRecord> = {}): Withdrawal {
  return Withdrawal.rehydrate({ ...requested().snapshot(), state, ...overrides });
}

function sent(): Withdrawal {
  const withdrawal = inState('approved', { nextSendAt: NOW });
  withdrawal.markSent('attempt', NOW);
  withdrawal.pullEvents();
  return withdrawal;
}

const paid = (overrides: { readonly amount?: bigint; readonly currency?: string } = {}) => ({
  providerRef: 'ref',
  amount: 42_400n,
  currency: 'XAF',
  fee: null,
  ...overrides,
});

const names = (withdrawal: Withdrawal) => withdrawal.pullEvents().map(({ name }) => name);
const type = (posting: Posting | null) => posting?.content.type ?? null;

describe('Withdrawal', () => {
  it('sets its money apart when it is requested', () => {
    const withdrawal = requested();
    expect(withdrawal.requestPosting.content).toMatchObject({
      type: 'T9',
      amount: 42_500n,
      userId: 'seller',
    });
    expect(withdrawal.net).toEqual(xaf(42_400n));
    expect(withdrawal.snapshot()).toMatchObject({ state: 'requested', attempts: [], nextSendAt: null });
    expect(withdrawal.pullEvents()).toMatchObject([
      {
        name: 'withdrawal.requested',
        payload: { number: '2W-26-000001', userId: 'seller', amount: '42500', currency: 'XAF' },
      },
    ]);
  });

  it('goes by itself up to the limit, and waits for people above it', () => {
    const small = requested();
    expect(small.assess(42_500n, LATER)).toBe(true);
    expect(small.snapshot()).toMatchObject({ state: 'approved', decidedBy: null, nextSendAt: LATER });
    expect(names(small)).toEqual(['withdrawal.requested', 'withdrawal.approved']);
    const large = requested();
    expect(large.assess(42_499n, LATER)).toBe(true);
    expect(large.snapshot()).toMatchObject({
      state: 'pending_approval',
      riskFlags: ['over_threshold'],
      nextSendAt: null,
    });
    expect(large.assess(1_000_000n, LATER)).toBe(false);
  });

  it('is approved by somebody else, once', () => {
    const withdrawal = inState('pending_approval');
    expect(() => withdrawal.approve('seller', LATER)).toThrow(OwnWithdrawalDecision);
    expect(withdrawal.approve('staff', LATER)).toBe(true);
    expect(withdrawal.snapshot()).toMatchObject({ state: 'approved', decidedBy: 'staff', nextSendAt: LATER });
    expect(withdrawal.approve('other', LATER)).toBe(false);
    expect(withdrawal.snapshot().decidedBy).toBe('staff');
  });

  it('gives its money back when it is rejected', () => {
    const withdrawal = inState('pending_approval');
    expect(() => withdrawal.reject('Suspicious', 'seller', LATER)).toThrow(OwnWithdrawalDecision);
    expect(type(withdrawal.reject('Suspicious', 'staff', LATER))).toBe('T11');
    expect(withdrawal.snapshot()).toMatchObject({ state: 'rejected', rejectionReason: 'Suspicious' });
    expect(names(withdrawal)).toEqual(['withdrawal.rejected']);
    expect(withdrawal.reject('Again', 'staff', LATER)).toBeNull();
  });

  it.each(['requested', 'pending_approval', 'approved'] as const)(
    'gives its money back when it is cancelled while %s',
    (state) => {
      const withdrawal = inState(state, { nextSendAt: NOW });
      expect(type(withdrawal.cancel(LATER))).toBe('T11');
      expect(withdrawal.snapshot()).toMatchObject({ state: 'cancelled', nextSendAt: null });
      expect(withdrawal.markSent('attempt', LATER)).toBe(false);
      expect(withdrawal.cancel(LATER)).toBeNull();
    },
  );

  it('cannot be cancelled or rejected once it was sent', () => {
    expect(() => sent().cancel(LATER)).toThrow(WithdrawalEventRefused);
    expect(() => sent().reject('Late', 'staff', LATER)).toThrow(WithdrawalEventRefused);
  });

  it('writes the attempt down before the call, and makes the call again under the same key', () => {
    const withdrawal = inState('approved', { nextSendAt: NOW });
    expect(withdrawal.markSent('attempt', NOW)).toBe(true);
    expect(withdrawal.snapshot()).toMatchObject({
      state: 'processing',
      processingAt: NOW,
      nextSendAt: after(NOW, 5 * SECOND),
      attempts: [
        { id: 'attempt', number: 1, providerKey: 'key', state: 'sent', sentAt: NOW, providerRef: null },
      ],
    });
    expect(withdrawal.markSent('unused', LATER)).toBe(true);
    expect(withdrawal.snapshot().attempts).toMatchObject([
      { id: 'attempt', providerKey: 'key', sentAt: LATER },
    ]);
    expect(names(withdrawal)).toEqual(['withdrawal.sent']);
  });

  it('waits for the float without failing', () => {
    const withdrawal = inState('approved', { nextSendAt: NOW });
    withdrawal.waitForFloat(NOW);
    expect(withdrawal.isQueued).toBe(true);
    expect(withdrawal.snapshot().nextSendAt).toEqual(after(NOW, MINUTE));
  });

  it('is asked about, ever less often, once the provider took it over', () => {
    const withdrawal = sent();
    withdrawal.accept('ref', NOW);
    expect(withdrawal.snapshot()).toMatchObject({
      state: 'processing',
      nextSendAt: null,
      nextPollAt: after(NOW, 5 * SECOND),
      attempts: [{ state: 'accepted', providerRef: 'ref' }],
    });
    withdrawal.polled(NOW);
    expect(withdrawal.snapshot()).toMatchObject({ pollCount: 1, nextPollAt: after(NOW, 15 * SECOND) });
    for (let polls = 0; polls < 20; polls += 1) withdrawal.polled(NOW);
    expect(withdrawal.snapshot().nextPollAt).toEqual(after(NOW, 10 * MINUTE));
  });

  it('is unknown after an ambiguous answer, asked about, and not sent again', () => {
    const withdrawal = sent();
    withdrawal.becomeUnknown(NOW);
    withdrawal.becomeUnknown(NOW);
    expect(withdrawal.snapshot()).toMatchObject({
      state: 'unknown',
      nextSendAt: null,
      nextPollAt: after(NOW, 5 * SECOND),
      attempts: [{ state: 'unknown' }],
    });
    expect(withdrawal.markSent('again', LATER)).toBe(false);
  });

  it('is sent again when the provider never heard of it', () => {
    const withdrawal = sent();
    withdrawal.becomeUnknown(NOW);
    withdrawal.absentAtProvider(LATER);
    expect(withdrawal.snapshot()).toMatchObject({ state: 'unknown', nextSendAt: LATER, nextPollAt: null });
    expect(withdrawal.markSent('unused', LATER)).toBe(true);
    expect(withdrawal.snapshot().attempts).toMatchObject([{ providerKey: 'key', state: 'sent' }]);
  });

  it('is never sent again when a provider that accepted it denies it', () => {
    const withdrawal = sent();
    withdrawal.accept('ref', NOW);
    withdrawal.absentAtProvider(LATER);
    expect(withdrawal.snapshot()).toMatchObject({
      state: 'unknown',
      nextSendAt: null,
      nextPollAt: after(LATER, 15 * SECOND),
    });
  });

  it('is paid once, from processing and from unknown', () => {
    const withdrawal = sent();
    expect(type(withdrawal.confirm(paid(), LATER))).toBe('T10');
    expect(withdrawal.snapshot()).toMatchObject({
      state: 'paid',
      paidAt: LATER,
      nextPollAt: null,
      nextSendAt: null,
      attempts: [{ state: 'succeeded', providerRef: 'ref', finishedAt: LATER }],
    });
    expect(names(withdrawal)).toEqual(['withdrawal.paid']);
    expect(withdrawal.confirm(paid(), LATER)).toBeNull();
    const unknown = sent();
    unknown.becomeUnknown(NOW);
    expect(type(unknown.confirm(paid(), LATER))).toBe('T10');
  });

  it.each([{ amount: 42_500n }, { currency: 'XOF' }])('books nothing when the provider paid %p', (other) => {
    const withdrawal = sent();
    expect(withdrawal.confirm(paid(other), LATER)).toBeNull();
    expect(withdrawal.confirm(paid(other), LATER)).toBeNull();
    expect(withdrawal.snapshot()).toMatchObject({ state: 'unknown', riskFlags: ['amount_mismatch'] });
    expect(names(withdrawal)).toEqual(['withdrawal.amount_mismatch']);
  });

  it('gives its money back when the provider refuses for good', () => {
    const withdrawal = sent();
    expect(type(withdrawal.decline('not_registered', 'No wallet', LATER))).toBe('T11');
    expect(withdrawal.snapshot()).toMatchObject({
      state: 'failed',
      failureCode: 'not_registered',
      failureMessage: 'No wallet',
      attempts: [{ state: 'failed', finishedAt: LATER }],
    });
    expect(withdrawal.decline('not_registered', null, LATER)).toBeNull();
  });

  it('stays failed when the provider says later that it paid, and people are told once', () => {
    const withdrawal = sent();
    withdrawal.decline('not_registered', 'No wallet', NOW);
    expect(withdrawal.confirm(paid(), LATER)).toBeNull();
    expect(withdrawal.confirm(paid(), LATER)).toBeNull();
    expect(withdrawal.snapshot()).toMatchObject({ state: 'failed', riskFlags: ['contradicted'] });
    expect(names(withdrawal)).toEqual(['withdrawal.failed', 'withdrawal.contradicted']);
  });

  it('comes back only after it was paid', () => {
    const withdrawal = sent();
    expect(() => withdrawal.comeBack(LATER)).toThrow(WithdrawalEventRefused);
    withdrawal.confirm(paid(), NOW);
    expect(withdrawal.isPaid).toBe(true);
    expect(type(withdrawal.comeBack(LATER))).toBe('T12');
    expect(withdrawal.snapshot()).toMatchObject({ state: 'returned', returnedAt: LATER });
    expect(withdrawal.comeBack(LATER)).toBeNull();
  });

  it('takes no late answer of the provider once it ended', () => {
    const withdrawal = inState('paid');
    const before = withdrawal.snapshot();
    withdrawal.accept('ref', LATER);
    withdrawal.becomeUnknown(LATER);
    withdrawal.polled(LATER);
    withdrawal.absentAtProvider(LATER);
    expect(withdrawal.snapshot()).toBe(before);
  });

  it('refuses what was decided on an outdated view', () => {
    const withdrawal = inState('pending_approval', { version: 2 });
    expect(() => withdrawal.assertVersion(1)).toThrow(StaleVersion);
    expect(() => withdrawal.assertVersion(2)).not.toThrow();
    expect(() => withdrawal.assertVersion(undefined)).not.toThrow();
  });

  it('is open in exactly the states whose money is in transit', () => {
    const open = WITHDRAWAL_STATES.filter((state) => inState(state).isOpen);
    expect(open).toEqual(OPEN_WITHDRAWAL_STATES);
  });
});
