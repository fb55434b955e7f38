import {
  anIdentity,
  approved,
  claimed,
  expired,
  rejected,
  resubmissionRequested,
  submitted,
} from '../../../testing/factories/kyc/identity-factory.js';
import { after, DAY, MINUTE } from '../../kernel/index.js';
import type { IdentityDocument } from './identity-documents.js';
import {
  IDENTITY_PROCESS,
  IDENTITY_STATES,
  type IdentityEvent,
  type IdentityState,
} from './identity-process.js';
import type { IdentityRecord } from './identity-record.js';
import type { Identity, Refusal } from './identity.js';
import {
  AttemptsExhausted,
  ConsentMissing,
  IdentityClaimed,
  IdentityDocumentExpired,
  IdentityDocumentNotFound,
  IdentityEventRefused,
  IdentityIncomplete,
  IdentityNotEditable,
  InvalidIdentity,
  OwnIdentityDecision,
  UnderAge,
} from './kyc-errors.js';

const NOW = new Date('2026-02-05T08:00:00.000Z');
const SAID = { messageToUser: 'Merci.', internalNote: null };
const REFUSAL: Refusal = {
  reasonCodes: ['other'],
  messageToUser: ' La photo est floue. ',
  internalNote: null,
};
const DOCUMENTS: readonly IdentityDocument[] = [
  { kind: 'front', uploadId: 'front' },
  { kind: 'back', uploadId: 'back' },
  { kind: 'selfie', uploadId: 'selfie' },
];

const FACTS: Readonly<Record<IdentityState, Partial<IdentityRecord>>> = {
  draft: {},
  submitted: submitted(),
  in_review: claimed('rev'),
  approved: { ...approved('rev'), expiresAt: NOW },
  resubmission_requested: resubmissionRequested('rev'),
  rejected: rejected('rev'),
  withdrawn: { state: 'withdrawn' },
  abandoned: { state: 'abandoned' },
  expired: expired('rev'),
  superseded: { ...approved('rev'), state: 'superseded' },
};

function inState(state: IdentityState, overrides: Partial<IdentityRecord> = {}): Identity {
  return anIdentity('awa', { documents: DOCUMENTS, ...FACTS[state], ...overrides });
}

/** Causes the event, at a time when nothing but the state is in its way. */
const CAUSE: Readonly<Record<IdentityEvent, (identity: Identity) => unknown>> = {
  submit: (identity) => identity.submit(true, NOW),
  withdraw: (identity) => identity.withdraw(NOW),
  abandon_draft: (identity) => identity.lapse(after(NOW, 90 * DAY)),
  claim: (identity) => identity.claim('mod', NOW),
  release_claim: (identity) => identity.release('rev', NOW),
  endorse: (identity) => identity.approve('mod', SAID, NOW),
  approve: (identity) => identity.approve('mod', SAID, NOW),
  request_resubmission: (identity) => identity.requestResubmission('mod', REFUSAL, NOW),
  reject: (identity) => identity.reject('mod', REFUSAL, NOW),
  expire_approval: (identity) => identity.lapse(NOW),
  supersede: (identity) => {
    identity.supersede(NOW);
  },
};
const BY_THEMSELVES: readonly IdentityEvent[] = ['abandon_draft', 'expire_approval'];
const ASKED = IDENTITY_PROCESS.filter(({ event }) => !BY_THEMSELVES.includes(event));

describe('the process of an identity', () => {
  const rows = IDENTITY_PROCESS.flatMap(({ from, ...row }) => from.map((state) => ({ ...row, from: state })));

  it.each(rows)('leads from $from by $event to $to', ({ event, from, to, announces }) => {
    const identity = inState(from, { level: event === 'endorse' ? 3 : 2 });
    CAUSE[event](identity);
    expect(identity.snapshot().state).toBe(to);
    expect(identity.pullEvents().map(({ name }) => name)).toEqual(announces === null ? [] : [announces]);
  });

  it.each(
    ASKED.flatMap(({ event, from, to }) =>
      IDENTITY_STATES.filter((state) => state !== to && !from.some((known) => known === state)).map(
        (state) => [event, state] as const,
      ),
    ),
  )('has no step for %s from %s', (event, state) => {
    const identity = inState(state, { level: event === 'endorse' ? 3 : 2 });
    const before = identity.snapshot();
    expect(() => CAUSE[event](identity)).toThrow(IdentityEventRefused);
    expect(identity.snapshot()).toBe(before);
  });

  it.each(['submit', 'withdraw', 'release_claim', 'approve', 'request_resubmission', 'reject'] as const)(
    'has nothing left to do for %s where it leads',
    (event) => {
      const row = IDENTITY_PROCESS.find((known) => known.event === event);
      const identity = inState(row?.to ?? 'draft');
      const before = identity.snapshot();
      expect(CAUSE[event](identity)).toBe(false);
      expect(identity.snapshot()).toBe(before);
    },
  );
});

describe('Identity', () => {
  it('asks for the pictures of its level and document', () => {
    const missing = (facts: Partial<IdentityRecord>) =>
      inState('draft', { documents: [], ...facts }).missingDocuments;
    expect(missing({})).toEqual(['front', 'back', 'selfie']);
    expect(missing({ documentType: 'passport' })).toEqual(['front', 'selfie']);
    expect(missing({ level: 3 })).toEqual(['front', 'back', 'selfie', 'proof_of_address']);
  });

  it('shows one picture of each kind, and each picture once', () => {
    const identity = inState('draft', { documents: [] });
    identity.attach({ kind: 'front', uploadId: 'one' }, NOW);
    identity.attach({ kind: 'front', uploadId: 'two' }, NOW);
    expect(identity.snapshot().documents).toEqual([{ kind: 'front', uploadId: 'two' }]);
    expect(identity.document('front')).toBe('two');
    expect(() => {
      identity.attach({ kind: 'back', uploadId: 'two' }, NOW);
    }).toThrow(InvalidIdentity);
    identity.detach('front', NOW);
    expect(() => identity.document('front')).toThrow(IdentityDocumentNotFound);
    expect(() => {
      identity.detach('front', NOW);
    }).toThrow(IdentityDocumentNotFound);
  });

  it.each(IDENTITY_STATES.filter((state) => state !== 'draft'))('changes no more once it is %s', (state) => {
    const identity = inState(state);
    const changes = [
      () => identity.attach({ kind: 'front', uploadId: 'new' }, NOW),
      () => identity.detach('front', NOW),
      () => identity.edit(identity.snapshot(), NOW),
    ];
    for (const change of changes) expect(change).toThrow(IdentityNotEditable);
  });

  it('is submitted whole, with consent, by an adult, with a document that is valid', () => {
    const submit =
      (facts: Partial<IdentityRecord>, hasConsented = true) =>
      () =>
        inState('draft', facts).submit(hasConsented, NOW);
    expect(submit({}, false)).toThrow(ConsentMissing);
    expect(submit({ documents: DOCUMENTS.slice(1) })).toThrow(IdentityIncomplete);
    expect(submit({ birthDate: '2008-02-06' })).toThrow(UnderAge);
    expect(submit({ birthDate: '2008-02-05' })).not.toThrow();
    expect(submit({ documentExpiresOn: '2026-02-04' })).toThrow(IdentityDocumentExpired);
    expect(submit({ documentExpiresOn: '2026-02-05' })).not.toThrow();
  });

  it('is the reviewer’s who claimed it until half an hour is over', () => {
    const identity = inState('submitted');
    expect(identity.claim('rev', NOW)).toBe(true);
    expect(identity.claim('rev', NOW)).toBe(false);
    const over = after(NOW, 30 * MINUTE);
    const acts = (now: Date) => [
      () => identity.claim('mod', now),
      () => identity.release('mod', now),
      () => identity.approve('mod', SAID, now),
      () => identity.reject('mod', REFUSAL, now),
      () => identity.requestResubmission('mod', REFUSAL, now),
    ];
    for (const act of acts(after(over, -1))) expect(act).toThrow(IdentityClaimed);
    expect(identity.claim('mod', over)).toBe(true);
    expect(identity.snapshot()).toMatchObject({ reviewerId: 'mod', claimedUntil: after(over, 30 * MINUTE) });
  });

  it('is nobody’s to decide who it is of', () => {
    const identity = inState('submitted');
    const acts = [
      () => identity.claim('awa', NOW),
      () => identity.release('awa', NOW),
      () => identity.approve('awa', SAID, NOW),
      () => identity.reject('awa', REFUSAL, NOW),
      () => identity.requestResubmission('awa', REFUSAL, NOW),
    ];
    for (const act of acts) expect(act).toThrow(OwnIdentityDecision);
  });

  it('is approved until the day after its document’s last', () => {
    const identity = inState('in_review', { documentExpiresOn: '2026-02-05' });
    expect(identity.approve('rev', SAID, NOW)).toBe(true);
    const expiresAt = new Date('2026-02-06T00:00:00.000Z');
    expect(identity.snapshot()).toMatchObject({
      ...{ reviewerId: 'rev', claimedUntil: null, decidedAt: NOW, expiresAt, messageToUser: 'Merci.' },
    });
    expect(identity.pendingEvent).toEqual({ event: 'expire_approval', fireAt: expiresAt });
    expect(identity.lapse(after(expiresAt, -1))).toBe(false);
    expect(identity.lapse(expiresAt)).toBe(true);
    expect(identity.lapse(expiresAt)).toBe(false);
  });

  it('is approved with texts that are none too long, or with none', () => {
    const approve = (decision: Partial<typeof SAID>) => () =>
      inState('submitted').approve('rev', { ...SAID, ...decision }, NOW);
    expect(approve({ messageToUser: ' ' })).toThrow(InvalidIdentity);
    expect(approve({ messageToUser: 'x'.repeat(2_001) })).toThrow(InvalidIdentity);
    expect(approve({ messageToUser: 'x'.repeat(2_000) })).not.toThrow();
  });

  it('of a document that expired meanwhile is not approved', () => {
    const identity = inState('submitted', { documentExpiresOn: '2026-02-04' });
    expect(() => identity.approve('rev', SAID, NOW)).toThrow(IdentityDocumentExpired);
  });

  it('of the third level is approved by a second reviewer, after the first endorsed it', () => {
    const identity = inState('in_review', { level: 3 });
    const note = { messageToUser: null, internalNote: 'Vu.' };
    expect(identity.approve('rev', note, NOW)).toBe(true);
    expect(identity.snapshot()).toMatchObject({
      ...{ state: 'submitted', endorsedBy: 'rev', reviewerId: null, decidedAt: null, internalNote: 'Vu.' },
    });
    expect(identity.approve('rev', SAID, NOW)).toBe(false);
    expect(identity.approve('mod', SAID, NOW)).toBe(true);
    expect(identity.snapshot()).toMatchObject({
      ...{ state: 'approved', endorsedBy: 'rev', reviewerId: 'mod', internalNote: 'Vu.' },
    });
  });

  it('is refused with a reason and a message', () => {
    const refuse = (refusal: Partial<Refusal>) => () =>
      inState('submitted').reject('rev', { ...REFUSAL, ...refusal }, NOW);
    expect(refuse({ reasonCodes: [] })).toThrow(InvalidIdentity);
    expect(refuse({ messageToUser: null })).toThrow(InvalidIdentity);
    expect(refuse({ messageToUser: '  ' })).toThrow(InvalidIdentity);
    expect(refuse({ internalNote: 'x'.repeat(2_001) })).toThrow(InvalidIdentity);
    const identity = inState('submitted');
    identity.reject('rev', { ...REFUSAL, reasonCodes: ['underage', 'other', 'underage'] }, NOW);
    expect(identity.snapshot()).toMatchObject({
      ...{ reasonCodes: ['underage', 'other'], messageToUser: 'La photo est floue.', decidedAt: NOW },
    });
  });

  it('of which there is no other attempt is decided, not asked for again', () => {
    const last = inState('submitted', { refusals: 4 });
    expect(() => last.requestResubmission('rev', REFUSAL, NOW)).toThrow(AttemptsExhausted);
    expect(last.reject('rev', REFUSAL, NOW)).toBe(true);
    expect(inState('submitted', { refusals: 3 }).requestResubmission('rev', REFUSAL, NOW)).toBe(true);
  });

  it('is abandoned thirty days after its last change, and its claim ends by itself', () => {
    const draft = inState('draft', { updatedAt: NOW });
    expect(draft.pendingEvent).toEqual({ event: 'abandon_draft', fireAt: after(NOW, 30 * DAY) });
    draft.detach('front', after(NOW, DAY));
    expect(draft.lapse(after(NOW, 30 * DAY))).toBe(false);
    expect(draft.lapse(after(NOW, 31 * DAY))).toBe(true);
    expect([draft.isGivenUp, draft.isOpen, draft.pendingEvent]).toEqual([true, false, null]);
    const inReview = inState('in_review', { claimedUntil: NOW });
    expect(inReview.pendingEvent).toEqual({ event: 'release_claim', fireAt: NOW });
    expect(inReview.lapse(NOW)).toBe(true);
    expect(inReview.snapshot()).toMatchObject({ state: 'submitted', reviewerId: null, claimedUntil: null });
  });

  it('lets go of whoever reviews it when its owner withdraws it', () => {
    const identity = inState('in_review', { level: 3, endorsedBy: 'mod' });
    identity.withdraw(NOW);
    expect(identity.snapshot()).toMatchObject({ reviewerId: null, claimedUntil: null, endorsedBy: null });
  });
});
