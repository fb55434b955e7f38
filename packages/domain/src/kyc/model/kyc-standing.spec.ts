import {
  anIdentity,
  approved,
  expired,
  rejected,
  resubmissionRequested,
  submitted,
} from '../../../testing/factories/kyc/identity-factory.js';
import type { KycStatus } from '../../identity/index.js';
import { after, DAY } from '../../kernel/index.js';
import type { IdentityRecord } from './identity-record.js';
import { AttemptsExhausted, IdentityAlreadyOpen, IdentityLevelHeld } from './kyc-errors.js';
import { kycStandingOf, nextAttempt } from './kyc-standing.js';

const NOW = new Date('2026-02-05T08:00:00.000Z');
const DRAFT = { state: 'draft' } as const;
const SUBMITTED = submitted();
const IN_REVIEW = { state: 'in_review' } as const;
const APPROVED = approved('rev');
const REJECTED = rejected('rev');
const ASKED_AGAIN = resubmissionRequested('rev');
const EXPIRED = expired('rev');
const SUPERSEDED = { ...APPROVED, state: 'superseded' } as const;
const WITHDRAWN = { state: 'withdrawn' } as const;
const ABANDONED = { state: 'abandoned' } as const;

/** Attempts in this order. */
function history(...attempts: readonly Partial<IdentityRecord>[]): readonly IdentityRecord[] {
  return attempts.map((facts, index) => anIdentity('awa', { ...facts, attempt: index + 1 }).snapshot());
}

describe('what attempts come to', () => {
  it.each<[string, KycStatus, number, readonly IdentityRecord[]]>([
    ['nothing', 'none', 0, []],
    ['a draft', 'pending', 0, history(DRAFT)],
    ['one that was submitted', 'pending', 0, history(SUBMITTED)],
    ['one that is looked at', 'in_review', 0, history(IN_REVIEW)],
    ['an approval', 'approved', 2, history(APPROVED)],
    ['a refusal', 'rejected', 0, history(REJECTED)],
    ['a request for another', 'resubmission_required', 0, history(ASKED_AGAIN)],
    ['an approval that expired', 'expired', 0, history(EXPIRED)],
    ['what was given up alone', 'none', 0, history(WITHDRAWN, ABANDONED)],
    ['a refusal, then one given up', 'rejected', 0, history(REJECTED, WITHDRAWN)],
    ['a refusal, then an approval', 'approved', 2, history(REJECTED, APPROVED)],
    ['an approval, then a try for more', 'pending', 2, history(APPROVED, { ...SUBMITTED, level: 3 })],
    ['an approval, then a refusal of more', 'approved', 2, history(APPROVED, REJECTED)],
    ['a higher approval after another', 'approved', 3, history(SUPERSEDED, { ...APPROVED, level: 3 })],
    ['an expired approval, then a refusal', 'rejected', 0, history(EXPIRED, REJECTED)],
    ['attempts in any order', 'rejected', 0, [...history(EXPIRED, REJECTED)].reverse()],
  ])('is, of %s, %s at level %i', (_, status, level, attempts) => {
    expect(kycStandingOf(attempts)).toEqual({ status, level });
  });
});

describe('the next attempt', () => {
  it('is the first, or has the next number', () => {
    expect(nextAttempt([], 2, NOW)).toEqual({ attempt: 1, refusals: 0, documents: [] });
    expect(nextAttempt(history(WITHDRAWN, ABANDONED), 2, NOW)).toMatchObject({ attempt: 3, refusals: 0 });
  });

  it.each([DRAFT, SUBMITTED, IN_REVIEW])('waits for the end of one that is $state', (facts) => {
    expect(() => nextAttempt(history(REJECTED, facts), 2, NOW)).toThrow(IdentityAlreadyOpen);
  });

  it('proves more than what was proved, or the same again before that ends', () => {
    const expiring = (days: number) => history({ ...APPROVED, expiresAt: after(NOW, days * DAY) });
    expect(() => nextAttempt(history(APPROVED), 2, NOW)).toThrow(IdentityLevelHeld);
    expect(nextAttempt(history(APPROVED), 3, NOW)).toMatchObject({ attempt: 2 });
    expect(() => nextAttempt(expiring(31), 2, NOW)).toThrow(IdentityLevelHeld);
    expect(nextAttempt(expiring(30), 2, NOW)).toMatchObject({ attempt: 2 });
    const third = history({ ...APPROVED, level: 3, expiresAt: after(NOW, DAY) });
    expect(() => nextAttempt(third, 2, NOW)).toThrow(IdentityLevelHeld);
    expect(nextAttempt(history(EXPIRED), 2, NOW)).toMatchObject({ attempt: 2 });
  });

  it('counts the refusals right before it, and is the last after four', () => {
    const refused = (refusals: number) => history({ ...REJECTED, refusals });
    expect(nextAttempt(refused(2), 2, NOW).refusals).toBe(3);
    expect(nextAttempt(refused(3), 2, NOW).refusals).toBe(4);
    expect(() => nextAttempt(refused(4), 2, NOW)).toThrow(AttemptsExhausted);
    const givenUp = history({ ...ASKED_AGAIN, refusals: 1 }, WITHDRAWN);
    expect(nextAttempt(givenUp, 2, NOW).refusals).toBe(2);
    expect(nextAttempt(history({ ...REJECTED, refusals: 3 }, EXPIRED), 2, NOW).refusals).toBe(0);
  });

  it('begins with the pictures no reason speaks against, where another was asked for', () => {
    const documents = [
      { kind: 'front', uploadId: 'front' },
      { kind: 'selfie', uploadId: 'selfie' },
      { kind: 'proof_of_address', uploadId: 'proof' },
    ] as const;
    const kinds = (facts: Partial<IdentityRecord>) =>
      nextAttempt(history({ ...facts, documents }), 2, NOW).documents.map(({ kind }) => kind);
    expect(kinds({ ...ASKED_AGAIN, reasonCodes: ['document_unreadable'] })).toEqual(['selfie']);
    expect(kinds({ ...ASKED_AGAIN, reasonCodes: ['document_expired'] })).toEqual([
      'selfie',
      'proof_of_address',
    ]);
    expect(kinds({ ...ASKED_AGAIN, reasonCodes: ['selfie_mismatch', 'other'] })).toEqual([
      'front',
      'proof_of_address',
    ]);
    expect(kinds({ ...ASKED_AGAIN, reasonCodes: ['name_mismatch'] })).toHaveLength(3);
    expect(kinds(REJECTED)).toEqual([]);
  });
});
