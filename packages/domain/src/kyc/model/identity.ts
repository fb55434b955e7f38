import {
  after,
  Aggregate,
  DAY,
  isAlreadyDone,
  MINUTE,
  StaleVersion,
  transitionFrom,
  type Duration,
  type Id,
} from '../../kernel/index.js';
import type { Actor, UserId } from '../../identity/index.js';
import { dayOf, midnightOf, yearsAfter } from './calendar-day.js';
import {
  FOUR_EYES_LEVEL,
  requiredDocuments,
  type DocumentKind,
  type IdentityDocument,
  type IdentityLevel,
  type ReasonCode,
} from './identity-documents.js';
import { checkedText, type IdentityParticulars, type SealedNumber } from './identity-particulars.js';
import {
  IDENTITY_PROCESS,
  OPEN_IDENTITY_STATES,
  type IdentityDeadline,
  type IdentityEvent,
  type IdentityTransition,
} from './identity-process.js';
import type { IdentityId, IdentityRecord } from './identity-record.js';
import {
  AttemptsExhausted,
  ConsentMissing,
  IdentityClaimed,
  IdentityDocumentExpired,
  IdentityDocumentNotFound,
  IdentityEventRefused,
  IdentityIncomplete,
  IdentityNotEditable,
  IdentityNotFound,
  InvalidIdentity,
  OwnIdentityDecision,
  UnderAge,
} from './kyc-errors.js';

/** How long a draft waits for its owner. */
export const DRAFT_LIFETIME: Duration = 30 * DAY;
/** How long a reviewer has an attempt for themselves. */
export const CLAIM_LIFETIME: Duration = 30 * MINUTE;
/** How many attempts in a row may be refused. */
export const MAX_REFUSALS = 5;
export const ADULT_AGE = 18;

const MESSAGE = { min: 1, max: 2_000 };

export interface NewIdentity extends IdentityParticulars, SealedNumber {
  readonly id: IdentityId;
  readonly userId: UserId;
  readonly attempt: number;
  readonly refusals: number;
  readonly level: IdentityLevel;
  readonly documents: readonly IdentityDocument[];
  readonly now: Date;
}

/** Why somebody decides so. */
export interface Decision {
  readonly messageToUser: string | null;
  readonly internalNote: string | null;
}

export interface Refusal extends Decision {
  readonly reasonCodes: readonly ReasonCode[];
}

/** What will happen to an identity by itself unless something else happens to it before. */
export interface PendingIdentityEvent {
  readonly event: IdentityDeadline;
  readonly fireAt: Date;
}

/** One attempt of a person to prove who they are. */
export class Identity extends Aggregate<IdentityRecord> {
  private constructor(state: IdentityRecord) {
    super('identity', state);
  }

  static start({ now, ...identity }: NewIdentity): Identity {
    return new Identity({
      createdAt: now,
      ...identity,
      state: 'draft',
      reasonCodes: [],
      messageToUser: null,
      internalNote: null,
      reviewerId: null,
      claimedUntil: null,
      endorsedBy: null,
      submittedAt: null,
      decidedAt: null,
      expiresAt: null,
      version: 0,
      updatedAt: now,
    });
  }

  static rehydrate(state: IdentityRecord): Identity {
    return new Identity(state);
  }

  get isOpen(): boolean {
    return OPEN_IDENTITY_STATES.includes(this.state.state);
  }

  /** Whether nobody will ever look at its documents. */
  get isGivenUp(): boolean {
    return this.state.state === 'withdrawn' || this.state.state === 'abandoned';
  }

  /** The next thing to happen by itself. */
  get pendingEvent(): PendingIdentityEvent | null {
    const { state, updatedAt, claimedUntil, expiresAt } = this.state;
    if (state === 'draft') return { event: 'abandon_draft', fireAt: after(updatedAt, DRAFT_LIFETIME) };
    if (claimedUntil) return { event: 'release_claim', fireAt: claimedUntil };
    if (state === 'approved' && expiresAt) return { event: 'expire_approval', fireAt: expiresAt };
    return null;
  }

  /** @throws IdentityNotFound for everybody else */
  assertOwnedBy(actor: Actor): void {
    if (actor.userId !== this.state.userId) throw new IdentityNotFound(this.id);
  }

  /** @throws StaleVersion when somebody changed it since the actor looked */
  assertVersion(expected: number | undefined): void {
    if (expected !== undefined && expected !== this.version) throw new StaleVersion('identity', this.id);
  }

  /** Those it still lacks. */
  get missingDocuments(): readonly DocumentKind[] {
    const { level, documentType, documents } = this.state;
    return missingOf(level, documentType, documents);
  }

  /** @throws IdentityNotEditable */
  edit(stated: IdentityParticulars & SealedNumber, now: Date): void {
    this.assertEditable();
    this.change(stated, now);
  }

  /** Shows this picture, instead of the one of its kind before. @throws IdentityNotEditable */
  attach(document: IdentityDocument, now: Date): void {
    this.assertEditable();
    const others = this.state.documents.filter(({ kind }) => kind !== document.kind);
    if (others.some(({ uploadId }) => uploadId === document.uploadId))
      throw new InvalidIdentity('/uploadId', 'Each picture shows something else.');
    this.change({ documents: [...others, document] }, now);
  }

  /** @throws IdentityNotEditable; IdentityDocumentNotFound */
  detach(kind: DocumentKind, now: Date): void {
    this.assertEditable();
    const documents = this.state.documents.filter((document) => document.kind !== kind);
    if (documents.length === this.state.documents.length) throw new IdentityDocumentNotFound(kind);
    this.change({ documents }, now);
  }

  /** @throws IdentityDocumentNotFound */
  document(kind: DocumentKind): Id<'upload'> {
    const document = this.state.documents.find((known) => known.kind === kind);
    if (!document) throw new IdentityDocumentNotFound(kind);
    return document.uploadId;
  }

  /**
   * Hands it in.
   * @returns false when that was done before
   * @throws IdentityIncomplete; ConsentMissing; UnderAge; IdentityDocumentExpired; IdentityEventRefused
   */
  submit(hasConsented: boolean, now: Date): boolean {
    const row = this.rowOf('submit');
    if (!row) return false;
    const { birthDate } = this.state;
    if (!hasConsented) throw new ConsentMissing();
    if (this.missingDocuments.length > 0) throw new IdentityIncomplete(this.missingDocuments);
    if (yearsAfter(birthDate, ADULT_AGE) > dayOf(now)) throw new UnderAge(ADULT_AGE);
    this.assertDocumentValid(now);
    this.take(row, { submittedAt: now }, now);
    return true;
  }

  /** Its owner gives it up. @returns false when that was done before @throws IdentityEventRefused once it was decided */
  withdraw(now: Date): boolean {
    const row = this.rowOf('withdraw');
    if (!row) return false;
    this.take(row, { ...UNCLAIMED, endorsedBy: null }, now);
    return true;
  }

  /**
   * Keeps other reviewers off it for a while.
   * @returns false when the reviewer has it already
   * @throws OwnIdentityDecision; IdentityClaimed; IdentityEventRefused
   */
  claim(reviewer: UserId, now: Date): boolean {
    const row = this.reviewedRowOf('claim', reviewer, now);
    if (!row || this.isClaimedAt(now)) return false;
    this.take(row, { reviewerId: reviewer, claimedUntil: after(now, CLAIM_LIFETIME) }, now);
    return true;
  }

  /** @returns false when nobody has it @throws OwnIdentityDecision; IdentityClaimed; IdentityEventRefused */
  release(reviewer: UserId, now: Date): boolean {
    const row = this.reviewedRowOf('release_claim', reviewer, now);
    if (!row) return false;
    this.take(row, UNCLAIMED, now);
    return true;
  }

  /**
   * Believes it. Where two people have to, the first only endorses it.
   * @returns false when the reviewer did so before
   * @throws OwnIdentityDecision; IdentityClaimed; IdentityDocumentExpired; InvalidIdentity; IdentityEventRefused
   */
  approve(reviewer: UserId, decision: Decision, now: Date): boolean {
    const { level, endorsedBy, documentExpiresOn } = this.state;
    const isFirstOfTwo = level >= FOUR_EYES_LEVEL && endorsedBy === null;
    const row = this.reviewedRowOf(isFirstOfTwo ? 'endorse' : 'approve', reviewer, now);
    if (!row || endorsedBy === reviewer) return false;
    this.assertDocumentValid(now);
    if (isFirstOfTwo) {
      const { internalNote } = checkedDecision(decision);
      this.take(row, { ...UNCLAIMED, endorsedBy: reviewer, internalNote }, now);
    } else {
      const expiresAt = documentExpiresOn === null ? null : after(midnightOf(documentExpiresOn), DAY);
      this.decide(row, reviewer, { ...checkedDecision(decision), expiresAt }, now);
    }
    return true;
  }

  /**
   * Asks its owner to try again.
   * @returns false when that was done before
   * @throws OwnIdentityDecision; IdentityClaimed; InvalidIdentity; AttemptsExhausted; IdentityEventRefused
   */
  requestResubmission(reviewer: UserId, refusal: Refusal, now: Date): boolean {
    const row = this.reviewedRowOf('request_resubmission', reviewer, now);
    if (!row) return false;
    // There would be no other attempt.
    if (this.state.refusals + 1 >= MAX_REFUSALS) throw new AttemptsExhausted(MAX_REFUSALS);
    this.decide(row, reviewer, checkedRefusal(refusal), now);
    return true;
  }

  /**
   * Does not believe it.
   * @returns false when that was done before
   * @throws OwnIdentityDecision; IdentityClaimed; InvalidIdentity; IdentityEventRefused
   */
  reject(reviewer: UserId, refusal: Refusal, now: Date): boolean {
    const row = this.reviewedRowOf('reject', reviewer, now);
    if (!row) return false;
    this.decide(row, reviewer, checkedRefusal(refusal), now);
    return true;
  }

  /** Makes room for a later approval of the same person. @throws IdentityEventRefused unless it is approved */
  supersede(now: Date): void {
    const row = this.rowOf('supersede');
    if (row) this.take(row, {}, now);
  }

  /** Does what was to happen by itself by now. @returns false when there was nothing */
  lapse(now: Date): boolean {
    const pending = this.pendingEvent;
    if (!pending || now < pending.fireAt) return false;
    const row = this.rowOf(pending.event);
    if (!row) return false;
    this.take(row, pending.event === 'release_claim' ? UNCLAIMED : {}, now);
    return true;
  }

  private decide(
    row: IdentityTransition,
    reviewerId: UserId,
    decision: Decision & { readonly reasonCodes?: readonly ReasonCode[]; readonly expiresAt?: Date | null },
    now: Date,
  ): void {
    // What was noted with an endorsement is still true.
    const internalNote = decision.internalNote ?? this.state.internalNote;
    this.take(row, { ...decision, internalNote, reviewerId, claimedUntil: null, decidedAt: now }, now);
  }

  private take(row: IdentityTransition, changes: Partial<IdentityRecord>, now: Date): void {
    this.change({ ...changes, state: row.to }, now);
    const { userId, level, attempt } = this.state;
    if (row.announces !== null) this.record(row.announces, now, { userId, level, attempt });
  }

  /** The row for somebody who reviews, whom no other reviewer and no interest of their own keeps off. */
  private reviewedRowOf(event: IdentityEvent, reviewer: UserId, now: Date): IdentityTransition | null {
    const { userId, reviewerId, claimedUntil } = this.state;
    if (reviewer === userId) throw new OwnIdentityDecision();
    const row = this.rowOf(event);
    if (claimedUntil && this.isClaimedAt(now) && reviewerId !== reviewer)
      throw new IdentityClaimed(claimedUntil);
    return row;
  }

  /** Null when the event has nothing left to do. @throws IdentityEventRefused */
  private rowOf(event: IdentityEvent): IdentityTransition | null {
    const { state } = this.state;
    const row = transitionFrom<IdentityTransition>(IDENTITY_PROCESS, state, event);
    if (row) return row;
    if (isAlreadyDone(IDENTITY_PROCESS, state, event)) return null;
    throw new IdentityEventRefused(event, state);
  }

  private isClaimedAt(now: Date): boolean {
    const { claimedUntil } = this.state;
    return claimedUntil !== null && now < claimedUntil;
  }

  private assertEditable(): void {
    const { state } = this.state;
    if (state !== 'draft') throw new IdentityNotEditable(state);
  }

  private assertDocumentValid(now: Date): void {
    const { documentExpiresOn } = this.state;
    if (documentExpiresOn !== null && documentExpiresOn < dayOf(now)) throw new IdentityDocumentExpired();
  }
}

const UNCLAIMED = { reviewerId: null, claimedUntil: null } as const;

/** What an attempt at the level still lacks. */
export function missingOf(
  level: IdentityLevel,
  documentType: IdentityRecord['documentType'],
  documents: readonly IdentityDocument[],
): readonly DocumentKind[] {
  return requiredDocuments(level, documentType).filter(
    (required) => !documents.some(({ kind }) => kind === required),
  );
}

/** Who is refused is told why. @throws InvalidIdentity */
function checkedRefusal({ reasonCodes, ...decision }: Refusal): Refusal {
  if (reasonCodes.length === 0) throw new InvalidIdentity('/reasonCodes', 'Name a reason at least.');
  const { messageToUser, internalNote } = checkedDecision(decision);
  if (messageToUser === null) throw new InvalidIdentity('/messageToUser', 'Say why.');
  return { reasonCodes: [...new Set(reasonCodes)], messageToUser, internalNote };
}

/** @throws InvalidIdentity */
function checkedDecision({ messageToUser, internalNote }: Decision): Decision {
  return {
    messageToUser: messageToUser === null ? null : checkedText('/messageToUser', messageToUser, MESSAGE),
    internalNote: internalNote === null ? null : checkedText('/internalNote', internalNote, MESSAGE),
  };
}
