import { IsBoolean, IsIn } from 'class-validator';
import {
  DOCUMENT_KINDS,
  DOCUMENT_TYPES,
  IDENTITY_LEVELS,
  IDENTITY_STATES,
  REASON_CODES,
  type DocumentKind,
  type DocumentType,
  type IdentityLevel,
  type IdentityState,
  type ReasonCode,
} from '@2krika/domain';
import {
  ChoiceList,
  Country,
  Id,
  ListQuery,
  Nullable,
  Optional,
  QueryInteger,
  Text,
} from '../server/index.js';

const DAY = { min: 10, max: 10, pattern: /^\d{4}-\d\d-\d\d$/ };
const NAME = { max: 100 };
const NUMBER = { max: 60 };
const ADDRESS = { max: 300 };
const MESSAGE = { max: 2_000 };

export class IdentityParams {
  @Id()
  id!: string;
}

export class DocumentParams extends IdentityParams {
  @IsIn(DOCUMENT_KINDS)
  kind!: DocumentKind;
}

export class IdentityBody {
  /** 2 = document and selfie, 3 = a proof of address as well. */
  @IsIn(IDENTITY_LEVELS)
  level!: IdentityLevel;

  /** As the document has it. */
  @Text(NAME)
  legalFirstName!: string;

  @Text(NAME)
  legalLastName!: string;

  @Text(DAY)
  birthDate!: string;

  @Country()
  nationality!: string;

  @IsIn(DOCUMENT_TYPES)
  documentType!: DocumentType;

  /** Which country issued it. */
  @Country()
  documentCountry!: string;

  @Text(NUMBER)
  documentNumber!: string;

  /** The last day it is valid. Null for one that always is. */
  @Nullable()
  @Text(DAY)
  documentExpiresOn!: string | null;

  @Optional()
  @Text(ADDRESS)
  address?: string;
}

/** What is left out stays as it is. */
export class IdentityChanges {
  @Optional()
  @Text(NAME)
  legalFirstName?: string;

  @Optional()
  @Text(NAME)
  legalLastName?: string;

  @Optional()
  @Text(DAY)
  birthDate?: string;

  @Optional()
  @Country()
  nationality?: string;

  @Optional()
  @IsIn(DOCUMENT_TYPES)
  documentType?: DocumentType;

  @Optional()
  @Country()
  documentCountry?: string;

  @Optional()
  @Text(NUMBER)
  documentNumber?: string;

  @Optional()
  @Text(DAY)
  documentExpiresOn?: string;

  @Optional()
  @Text(ADDRESS)
  address?: string;
}

export class DocumentBody {
  /** A file of yours, uploaded for `identity`. */
  @Id()
  uploadId!: string;
}

export class SubmissionBody {
  /** Whether you let us look at your documents. */
  @IsBoolean()
  hasConsented!: boolean;
}

export class QueueQuery extends ListQuery {
  /** Default: all that was submitted, whatever became of it. */
  @Optional()
  @IsIn(IDENTITY_STATES)
  state?: IdentityState;

  @Optional()
  @QueryInteger({ min: 2, max: 3 })
  level?: IdentityLevel;
}

export class ApprovalBody {
  @Optional()
  @Text(MESSAGE)
  messageToUser?: string;

  /** For other reviewers alone. */
  @Optional()
  @Text(MESSAGE)
  internalNote?: string;
}

export class RefusalBody {
  @ChoiceList(REASON_CODES, { min: 1 })
  reasonCodes!: readonly ReasonCode[];

  /** What the owner is told. */
  @Text(MESSAGE)
  messageToUser!: string;

  /** For other reviewers alone. */
  @Optional()
  @Text(MESSAGE)
  internalNote?: string;
}
