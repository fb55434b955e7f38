import type { Id } from '../../kernel/index.js';

export const DOCUMENT_KINDS = ['front', 'back', 'selfie', 'proof_of_address'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export const DOCUMENT_TYPES = [
  'national_id',
  'passport',
  'residence_permit',
  'driver_license',
  'voter_card',
] as const;
export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/** What an identity can prove: 2 = document and selfie, 3 = a proof of address as well. */
export const IDENTITY_LEVELS = [2, 3] as const;
export type IdentityLevel = (typeof IDENTITY_LEVELS)[number];

/** The level for which two people have to approve. */
export const FOUR_EYES_LEVEL: IdentityLevel = 3;

/** A picture of an identity. */
export interface IdentityDocument {
  readonly kind: DocumentKind;
  readonly uploadId: Id<'upload'>;
}

/** Why staff refuse. Told to the owner, and read by programs. */
export const REASON_CODES = [
  'document_unreadable',
  'document_expired',
  'selfie_mismatch',
  'name_mismatch',
  'duplicate_identity',
  'underage',
  'sanctions_hit',
  'other',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** The pictures that are of no use any more where one of these was the reason. */
const BLAMED: Partial<Record<ReasonCode, readonly DocumentKind[]>> = {
  document_unreadable: ['front', 'back', 'proof_of_address'],
  document_expired: ['front', 'back'],
  selfie_mismatch: ['selfie'],
};

/** What has to be attached before it can be submitted. A passport has one side that counts. */
export function requiredDocuments(level: IdentityLevel, type: DocumentType): readonly DocumentKind[] {
  return DOCUMENT_KINDS.filter((kind) => {
    if (kind === 'back') return type !== 'passport';
    return kind !== 'proof_of_address' || level === 3;
  });
}

/** The pictures that none of the reasons speaks against. */
export function stillValidDocuments(
  documents: readonly IdentityDocument[],
  reasons: readonly ReasonCode[],
): readonly IdentityDocument[] {
  const blamed = reasons.flatMap((reason) => BLAMED[reason] ?? []);
  return documents.filter(({ kind }) => !blamed.includes(kind));
}
