import { IsIn, IsInt, Max, Min } from 'class-validator';
import {
  CURRENCIES,
  DOCUMENT_KINDS,
  DOCUMENT_TYPES,
  IDENTITY_LEVELS,
  IDENTITY_STATES,
  KYC_STATUSES,
  missingOf,
  REASON_CODES,
  type Currency,
  type DocumentKind,
  type DocumentType,
  type Identity,
  type IdentityLevel,
  type IdentityState,
  type KycLimit,
  type KycStatus,
  type OwnIdentityView,
  type OwnKyc,
  type QueuedIdentityView,
  type ReasonCode,
  type ReviewedIdentity,
} from '@2krika/domain';
import { Amount, ChoiceList, Id, Instant, ListOf, Nested, Nullable, PagesOf, Text } from '../server/index.js';

const DAY = { min: 10, max: 10, pattern: /^\d{4}-\d\d-\d\d$/ };

export class KycLimitView {
  @IsIn(CURRENCIES)
  currency!: Currency;

  @Amount()
  perWithdrawal!: number;

  /** In any 24 hours. */
  @Amount()
  perDay!: number;

  /** In any 30 days. */
  @Amount()
  perMonth!: number;
}

export class IdentityDocumentView {
  @IsIn(DOCUMENT_KINDS)
  kind!: DocumentKind;

  @Id()
  uploadId!: string;
}

export class IdentityView {
  @Id()
  id!: string;

  /** Counts your attempts from 1. */
  @IsInt()
  @Min(1)
  attempt!: number;

  @IsIn(IDENTITY_LEVELS)
  level!: IdentityLevel;

  @IsIn(IDENTITY_STATES)
  state!: IdentityState;

  @Text({ max: 100 })
  legalFirstName!: string;

  @Text({ max: 100 })
  legalLastName!: string;

  @Text(DAY)
  birthDate!: string;

  @Text({ min: 2, max: 2 })
  nationality!: string;

  @IsIn(DOCUMENT_TYPES)
  documentType!: DocumentType;

  @Text({ min: 2, max: 2 })
  documentCountry!: string;

  @Text({ max: 60 })
  documentNumberMask!: string;

  @Nullable()
  @Text(DAY)
  documentExpiresOn!: string | null;

  @Nullable()
  @Text({ max: 300 })
  address!: string | null;

  @ListOf(() => IdentityDocumentView)
  documents!: readonly IdentityDocumentView[];

  /** The kinds of pictures that are to be attached before it can be submitted. */
  @ChoiceList(DOCUMENT_KINDS)
  missingDocuments!: readonly DocumentKind[];

  /** Why it was refused. */
  @ChoiceList(REASON_CODES)
  reasonCodes!: readonly ReasonCode[];

  @Nullable()
  @Text({ max: 2_000 })
  messageToUser!: string | null;

  @Nullable()
  @Instant()
  submittedAt!: string | null;

  @Nullable()
  @Instant()
  decidedAt!: string | null;

  /** When an approval ends, because the document does. */
  @Nullable()
  @Instant()
  expiresAt!: string | null;

  @Instant()
  createdAt!: string;
}

export const IdentityPages = PagesOf(IdentityView);

/** What is answered to whoever begins one. The rest they know, and it is not kept with the answer. */
export class StartedIdentityView {
  @Id()
  id!: string;

  @IsInt()
  @Min(1)
  attempt!: number;

  @IsIn(IDENTITY_LEVELS)
  level!: IdentityLevel;

  @IsIn(IDENTITY_STATES)
  state!: IdentityState;
}

export class KycView {
  @IsIn(KYC_STATUSES)
  status!: KycStatus;

  /** 0 = address only, 1 = phone, 2 = document and selfie, 3 = proof of address. */
  @IsInt()
  @Min(0)
  @Max(3)
  level!: number;

  /** What may be withdrawn at this level. */
  @ListOf(() => KycLimitView)
  limits!: readonly KycLimitView[];

  /** Null before the first attempt. */
  @Nullable()
  @Nested(() => IdentityView)
  latest!: IdentityView | null;
}

/** Where an attempt stands after what a reviewer did. */
export class ReviewView {
  @Id()
  id!: string;

  @IsIn(IDENTITY_STATES)
  state!: IdentityState;

  /** Who has claimed it or decided on it. */
  @Nullable()
  @Id()
  reviewerId!: string | null;

  @Nullable()
  @Instant()
  claimedUntil!: string | null;

  /** Who approved first, where two have to. */
  @Nullable()
  @Id()
  endorsedBy!: string | null;
}

export class QueuedIdentityRow extends ReviewView {
  @Id()
  userId!: string;

  @Text({ max: 30 })
  username!: string;

  @IsInt()
  @Min(1)
  attempt!: number;

  @IsIn(IDENTITY_LEVELS)
  level!: IdentityLevel;

  @Nullable()
  @Instant()
  submittedAt!: string | null;

  @Nullable()
  @Instant()
  decidedAt!: string | null;

  @Instant()
  createdAt!: string;
}

export const QueuedIdentityPages = PagesOf(QueuedIdentityRow);

export class ReviewedIdentityView extends IdentityView {
  @Id()
  userId!: string;

  @Text({ max: 30 })
  username!: string;

  @Text({ max: 60 })
  documentNumber!: string;

  @Nullable()
  @Text({ max: 2_000 })
  internalNote!: string | null;

  @Nullable()
  @Id()
  reviewerId!: string | null;

  @Nullable()
  @Instant()
  claimedUntil!: string | null;

  @Nullable()
  @Id()
  endorsedBy!: string | null;
}

export function toKycView({ status, level, limits, latest }: OwnKyc): KycView {
  return { status, level, limits: limits.map(toKycLimitView), latest: latest && toIdentityView(latest) };
}

function toKycLimitView({ currency, perWithdrawal, perDay, perMonth }: KycLimit): KycLimitView {
  return {
    currency,
    perWithdrawal: Number(perWithdrawal),
    perDay: Number(perDay),
    perMonth: Number(perMonth),
  };
}

export function toIdentityView({ version: _, ...row }: OwnIdentityView): IdentityView {
  return {
    ...row,
    missingDocuments: missingOf(row.level, row.documentType, row.documents),
    submittedAt: row.submittedAt?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

export function toStartedIdentityView(identity: Identity): StartedIdentityView {
  const { id, attempt, level, state } = identity.snapshot();
  return { id, attempt, level, state };
}

export function toReviewView(identity: Identity): ReviewView {
  const { id, state, reviewerId, claimedUntil, endorsedBy } = identity.snapshot();
  return { id, state, reviewerId, claimedUntil: claimedUntil?.toISOString() ?? null, endorsedBy };
}

export function toQueuedIdentityRow(row: QueuedIdentityView): QueuedIdentityRow {
  return {
    ...row,
    claimedUntil: row.claimedUntil?.toISOString() ?? null,
    submittedAt: row.submittedAt?.toISOString() ?? null,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

export function toReviewedIdentityView(identity: ReviewedIdentity): ReviewedIdentityView {
  const { userId, username, documentNumber, internalNote, reviewerId, claimedUntil, endorsedBy, ...own } =
    identity;
  return {
    ...toIdentityView(own),
    ...{ userId, username, documentNumber, internalNote, reviewerId, endorsedBy },
    claimedUntil: claimedUntil?.toISOString() ?? null,
  };
}
