import { after, DAY, type Duration } from '../../kernel/index.js';
import type { KycStatus } from '../../identity/index.js';
import { MAX_REFUSALS } from './identity.js';
import { stillValidDocuments, type IdentityDocument, type IdentityLevel } from './identity-documents.js';
import {
  DECIDED_IDENTITY_STATES,
  OPEN_IDENTITY_STATES,
  REFUSED_IDENTITY_STATES,
  type IdentityState,
} from './identity-process.js';
import type { IdentityRecord } from './identity-record.js';
import { AttemptsExhausted, IdentityAlreadyOpen, IdentityLevelHeld } from './kyc-errors.js';

/** How long before an approval expires another one can be asked for. */
export const RENEWAL_PERIOD: Duration = 30 * DAY;

/** What a person's attempts come to. */
export interface KycStanding {
  readonly status: KycStatus;
  /** The level of the approved attempt; 0 when there is none. */
  readonly level: number;
}

/** Null for states that decided nothing. */
const STATUS_OF: Readonly<Record<IdentityState, KycStatus | null>> = {
  draft: 'pending',
  submitted: 'pending',
  in_review: 'in_review',
  approved: 'approved',
  resubmission_requested: 'resubmission_required',
  rejected: 'rejected',
  withdrawn: null,
  abandoned: null,
  expired: 'expired',
  superseded: null,
};

/**
 * The projection on the person. The open attempt tells the status, else the approved one, else the latest that was
 * decided; only an approval gives a level, and keeps it while its owner tries for another.
 */
export function kycStandingOf(attempts: readonly IdentityRecord[]): KycStanding {
  const approved = attempts.find(({ state }) => state === 'approved');
  const telling = attempts.find(isOpen) ?? approved ?? latestDecided(attempts);
  return { status: (telling && STATUS_OF[telling.state]) ?? 'none', level: approved?.level ?? 0 };
}

/** What the next attempt begins with. */
export interface NextAttempt {
  readonly attempt: number;
  readonly refusals: number;
  /** Pictures of the one before that its reviewer did not object to. */
  readonly documents: readonly IdentityDocument[];
}

/** @throws IdentityAlreadyOpen; IdentityLevelHeld; AttemptsExhausted */
export function nextAttempt(
  attempts: readonly IdentityRecord[],
  level: IdentityLevel,
  now: Date,
): NextAttempt {
  if (attempts.some(isOpen)) throw new IdentityAlreadyOpen();
  const approved = attempts.find(({ state }) => state === 'approved');
  if (approved && (level < approved.level || (level === approved.level && !isExpiring(approved, now))))
    throw new IdentityLevelHeld(approved.level);
  const latest = latestDecided(attempts);
  const refusals = latest && isRefused(latest) ? latest.refusals + 1 : 0;
  if (refusals >= MAX_REFUSALS) throw new AttemptsExhausted(MAX_REFUSALS);
  return {
    attempt: 1 + Math.max(0, ...attempts.map(({ attempt }) => attempt)),
    refusals,
    documents:
      latest?.state === 'resubmission_requested'
        ? stillValidDocuments(latest.documents, latest.reasonCodes)
        : [],
  };
}

function isOpen({ state }: IdentityRecord): boolean {
  return OPEN_IDENTITY_STATES.includes(state);
}

function isRefused({ state }: IdentityRecord): boolean {
  return REFUSED_IDENTITY_STATES.includes(state);
}

function isExpiring({ expiresAt }: IdentityRecord, now: Date): boolean {
  return expiresAt !== null && expiresAt <= after(now, RENEWAL_PERIOD);
}

function latestDecided(attempts: readonly IdentityRecord[]): IdentityRecord | undefined {
  return attempts
    .filter(({ state }) => DECIDED_IDENTITY_STATES.includes(state))
    .sort((left, right) => right.attempt - left.attempt)[0];
}
