import {
  KycViews,
  offset,
  pageOf,
  type IdentityFilter,
  type IdentityId,
  type IdentityRecord,
  type OwnIdentityView,
  type PageRequest,
  type QueuedIdentityView,
  type UserId,
} from '@2krika/domain';
import { users } from '../identity/in-memory-user-repository.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { identities } from './in-memory-identity-repository.js';

export class InMemoryKycViews extends KycViews {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async listOwn(userId: UserId, page: PageRequest) {
    const own = await this.store.session().where(identities, (row) => row.userId === userId);
    const rows = own.sort((left, right) => right.attempt - left.attempt);
    return pageOf(rows.slice(offset(page), offset(page) + page.limit).map(ownView), own.length, page);
  }

  async findOwn(userId: UserId, identityId: IdentityId) {
    const row = await this.store.session().find(identities, identityId);
    return row?.userId === userId ? ownView(row) : null;
  }

  async listForStaff({ state, level }: IdentityFilter, page: PageRequest) {
    const all = await this.store
      .session()
      .where(
        identities,
        (row) => (state === null || row.state === state) && (level === null || row.level === level),
      );
    const rows = all.sort(firstSubmittedFirst).slice(offset(page), offset(page) + page.limit);
    return pageOf(await Promise.all(rows.map((row) => this.queuedView(row))), all.length, page);
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
      ...{ id, userId, attempt, level, state, reviewerId, claimedUntil, endorsedBy },
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
    ...{ id, attempt, level, state, legalFirstName, legalLastName, birthDate, nationality },
    ...{ documentType, documentCountry, documentNumberMask, documentExpiresOn, address, documents },
    ...{ reasonCodes, messageToUser, submittedAt, decidedAt, expiresAt, createdAt, version },
  };
}

function firstSubmittedFirst(left: IdentityRecord, right: IdentityRecord): number {
  const at = ({ submittedAt }: IdentityRecord) => submittedAt?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return at(left) - at(right) || (left.id < right.id ? -1 : 1);
}
