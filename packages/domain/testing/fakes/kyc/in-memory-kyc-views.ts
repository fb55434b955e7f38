import {
  KycViews,
  type IdentityFilter,
  type IdentityId,
  type IdentityRecord,
  type ListRequest,
  type OwnIdentityView,
  type Position,
  type QueuedIdentityView,
  type UserId,
} from '@2krika/domain';
import { users } from '../identity/in-memory-user-repository.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { listOf } from '../in-memory/list-of.js';
import { identities } from './in-memory-identity-repository.js';

export class InMemoryKycViews extends KycViews {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async listOwn<Request extends ListRequest>(userId: UserId, request: Request) {
    const own = await this.store.session().where(identities, (row) => row.userId === userId);
    return listOf(own, request, { positionOf: byAttempt, viewOf: ownView });
  }

  async findOwn(userId: UserId, identityId: IdentityId) {
    const row = await this.store.session().find(identities, identityId);
    return row?.userId === userId ? ownView(row) : null;
  }

  async listForStaff<Request extends ListRequest>({ state, level }: IdentityFilter, request: Request) {
    const all = await this.store
      .session()
      .where(
        identities,
        (row) =>
          (state === null ? row.submittedAt !== null : row.state === state) &&
          (level === null || row.level === level),
      );
    const viewOf = (row: IdentityRecord) => this.queuedView(row);
    return listOf(all, request, { positionOf: bySubmission, viewOf, isOldestFirst: true });
  }

  async findForStaff(identityId: IdentityId) {
    const row = await this.store.session().find(identities, identityId);
    if (!row) return null;
    const { internalNote, documentNumberEncrypted } = row;
    return { ...ownView(row), ...(await this.queuedView(row)), internalNote, documentNumberEncrypted };
  }

  private async queuedView(row: IdentityRecord): Promise<QueuedIdentityView> {
    const { id, userId, attempt, level, state, reviewerId, claimedUntil, endorsedBy } = row;
    const { submittedAt, decidedAt, createdAt } = row;
    const user = await this.store.session().find(users, userId);
    if (!user) throw new Error('An identity has an owner.');
    return {
      id,
      ...{ userId, attempt, level, state, reviewerId, claimedUntil, endorsedBy },
      ...{ submittedAt, decidedAt, createdAt },
      username: user.username,
    };
  }
}

function ownView(row: IdentityRecord): OwnIdentityView {
  const { id, attempt, level, state, legalFirstName, legalLastName, birthDate, nationality } = row;
  const { documentType, documentCountry, documentNumberMask, documentExpiresOn, address, documents } = row;
  const { reasonCodes, messageToUser, submittedAt, decidedAt, expiresAt, createdAt, version } = row;
  return {
    id,
    ...{ attempt, level, state, legalFirstName, legalLastName, birthDate, nationality },
    ...{ documentType, documentCountry, documentNumberMask, documentExpiresOn, address, documents },
    ...{ reasonCodes, messageToUser, submittedAt, decidedAt, expiresAt, createdAt, version },
  };
}

/** The number alone says where it stands; as text it has the order of numbers. */
function byAttempt({ attempt }: IdentityRecord): Position {
  return { at: new Date(0), id: String(attempt).padStart(10, '0') };
}

function bySubmission({ submittedAt, createdAt, id }: IdentityRecord): Position {
  return { at: submittedAt ?? createdAt, id };
}
