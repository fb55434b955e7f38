import type { AggregateState, Id } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { IdentityDocument, IdentityLevel, ReasonCode } from './identity-documents.js';
import type { IdentityParticulars, SealedNumber } from './identity-particulars.js';
import type { IdentityState } from './identity-process.js';

export type IdentityId = Id<'identity'>;

export interface IdentityRecord extends AggregateState, IdentityParticulars, SealedNumber {
  readonly id: IdentityId;
  readonly userId: UserId;
  /** Counts the attempts of its owner from 1. */
  readonly attempt: number;
  /** How many attempts in a row were refused right before it. */
  readonly refusals: number;
  /** What its owner wants to prove. */
  readonly level: IdentityLevel;
  readonly state: IdentityState;
  readonly documents: readonly IdentityDocument[];
  /** Why it was refused; empty when it was not. */
  readonly reasonCodes: readonly ReasonCode[];
  /** What its owner is told of the decision. */
  readonly messageToUser: string | null;
  /** What reviewers tell each other. Never shown to its owner. */
  readonly internalNote: string | null;
  /** Who has claimed it or decided on it. */
  readonly reviewerId: UserId | null;
  /** Until when nobody but the reviewer decides. */
  readonly claimedUntil: Date | null;
  /** Who approved first, where two have to. */
  readonly endorsedBy: UserId | null;
  /** When its owner consented to have it looked at. */
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
  /** When an approval ends, because the document does; null for one that never does. */
  readonly expiresAt: Date | null;
}
