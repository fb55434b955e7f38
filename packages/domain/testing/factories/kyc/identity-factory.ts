import {
  after,
  DAY,
  HOUR,
  Identity,
  type IdentityDocument,
  type IdentityRecord,
  type KycLimit,
} from '@2krika/domain';
import { anId, TEST_EPOCH, unique } from '../unique.js';

/** An attempt of the user that was just begun. */
export function anIdentity(userId: string, overrides: Partial<IdentityRecord> = {}): Identity {
  return Identity.rehydrate({
    id: anId(),
    userId,
    attempt: 1,
    refusals: 0,
    level: 2,
    state: 'draft',
    legalFirstName: 'Awa',
    legalLastName: 'Ndiaye',
    birthDate: '1995-04-12',
    nationality: 'CM',
    documentType: 'national_id',
    documentCountry: 'CM',
    documentNumberEncrypted: 'sealed',
    documentNumberMask: '•••••••42',
    documentNumberDigest: anId(),
    documentExpiresOn: null,
    address: null,
    documents: [],
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
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}

/** What an attempt looks like once its owner handed it in. */
export function submitted(documents: readonly IdentityDocument[] = []): Partial<IdentityRecord> {
  return { state: 'submitted', submittedAt: TEST_EPOCH, documents };
}

/** What it looks like while this reviewer has it. */
export function claimed(reviewerId: string): Partial<IdentityRecord> {
  return { ...submitted(), state: 'in_review', reviewerId, claimedUntil: after(TEST_EPOCH, HOUR) };
}

/** What it looks like once this reviewer believed it. */
export function approved(reviewerId: string): Partial<IdentityRecord> {
  return { ...submitted(), state: 'approved', reviewerId, decidedAt: after(TEST_EPOCH, HOUR) };
}

/** What it looks like once the document that proved it is of no use any more. */
export function expired(reviewerId: string): Partial<IdentityRecord> {
  return { ...approved(reviewerId), state: 'expired', expiresAt: after(TEST_EPOCH, DAY) };
}

/** What it looks like once this reviewer did not believe it. */
export function rejected(reviewerId: string): Partial<IdentityRecord> {
  return {
    ...approved(reviewerId),
    state: 'rejected',
    reasonCodes: ['name_mismatch'],
    messageToUser: 'Le nom ne correspond pas.',
  };
}

/** What it looks like once this reviewer asked for another attempt. */
export function resubmissionRequested(reviewerId: string): Partial<IdentityRecord> {
  return {
    ...rejected(reviewerId),
    state: 'resubmission_requested',
    reasonCodes: ['document_unreadable'],
  };
}

/** A limit of a level that nothing else has. */
export function aKycLimit(overrides: Partial<KycLimit> = {}): KycLimit {
  return {
    id: anId(),
    level: 0,
    country: null,
    currency: 'XAF',
    perWithdrawal: 500_000n,
    perDay: 1_000_000n,
    perMonth: 5_000_000n,
    validFrom: new Date(unique()),
    ...overrides,
  };
}
