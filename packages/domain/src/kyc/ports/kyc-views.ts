import type { ListAnswer, ListRequest } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { IdentityLevel } from '../model/identity-documents.js';
import type { IdentityState } from '../model/identity-process.js';
import type { IdentityId, IdentityRecord } from '../model/identity-record.js';

/** An identity as its owner sees it. */
export type OwnIdentityView = Pick<
  IdentityRecord,
  | 'id'
  | 'attempt'
  | 'level'
  | 'state'
  | 'legalFirstName'
  | 'legalLastName'
  | 'birthDate'
  | 'nationality'
  | 'documentType'
  | 'documentCountry'
  | 'documentNumberMask'
  | 'documentExpiresOn'
  | 'address'
  | 'documents'
  | 'reasonCodes'
  | 'messageToUser'
  | 'submittedAt'
  | 'decidedAt'
  | 'expiresAt'
  | 'createdAt'
  | 'version'
>;

/** An identity in the queue of reviewers. */
export type QueuedIdentityView = Pick<
  IdentityRecord,
  | 'id'
  | 'userId'
  | 'attempt'
  | 'level'
  | 'state'
  | 'reviewerId'
  | 'claimedUntil'
  | 'endorsedBy'
  | 'submittedAt'
  | 'decidedAt'
  | 'createdAt'
> & { readonly username: string };

/** An identity as a reviewer sees it. */
export type ReviewedIdentityView = OwnIdentityView &
  QueuedIdentityView &
  Pick<IdentityRecord, 'internalNote' | 'documentNumberEncrypted'>;

export interface IdentityFilter {
  /** Null for all that was submitted, whatever became of it. */
  readonly state: IdentityState | null;
  /** Null for every level. */
  readonly level: IdentityLevel | null;
}

/** What screens read of identities. */
export abstract class KycViews {
  /** By the number of the attempt, the newest first. */
  abstract listOwn<Request extends ListRequest>(
    userId: UserId,
    request: Request,
  ): Promise<ListAnswer<OwnIdentityView, Request>>;

  /** Null as well when it is somebody else's. */
  abstract findOwn(userId: UserId, identityId: IdentityId): Promise<OwnIdentityView | null>;

  /**
   * What was submitted first first, as people work them off, equal instants by id. What never was is shown only when
   * its state is asked for, where it stands by when it was begun.
   */
  abstract listForStaff<Request extends ListRequest>(
    filter: IdentityFilter,
    request: Request,
  ): Promise<ListAnswer<QueuedIdentityView, Request>>;

  abstract findForStaff(identityId: IdentityId): Promise<ReviewedIdentityView | null>;
}
