import {
  AlreadyExists,
  Identity,
  IdentityAlreadyOpen,
  IdentityDocumentTaken,
  IdentityNotFound,
  IdentityRepository,
  OPEN_IDENTITY_STATES,
  type IdentityId,
  type IdentityRecord,
  type UserId,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

const isApproved = ({ state }: IdentityRecord) => state === 'approved';

export const identities = new InMemoryTable<IdentityRecord>({
  name: 'identity',
  key: ({ id }) => id,
  unique: [
    {
      value: ({ state, userId }) => (OPEN_IDENTITY_STATES.includes(state) ? userId : null),
      violation: () => new IdentityAlreadyOpen(),
    },
    {
      value: (row) => (isApproved(row) ? row.documentNumberDigest : null),
      violation: () => new IdentityDocumentTaken(),
    },
    {
      value: (row) => (isApproved(row) ? row.userId : null),
      violation: ({ userId }) => new AlreadyExists('identity', { userId }),
    },
    {
      value: ({ userId, attempt }) => [userId, attempt],
      violation: ({ userId, attempt }) => new AlreadyExists('identity', { userId, attempt }),
    },
  ],
  versioned: true,
});

export class InMemoryIdentityRepository extends IdentityRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  add(identity: Identity, within?: Within) {
    return this.store.session(within).insert(identities, identity.snapshot());
  }

  async save(identity: Identity, within?: Within) {
    await this.store.session(within).update(identities, identity.snapshot());
    identity.saved();
  }

  async find(id: IdentityId, within?: Within) {
    const row = await this.store.session(within).find(identities, id);
    return row && Identity.rehydrate(row);
  }

  async getForUpdate(id: IdentityId, within?: Within) {
    const row = await this.store.session(within).findForUpdate(identities, id);
    if (!row) throw new IdentityNotFound(id);
    return Identity.rehydrate(row);
  }

  async listOf(userId: UserId, within?: Within) {
    const rows = await this.store.session(within).where(identities, (row) => row.userId === userId);
    return rows.sort((left, right) => left.attempt - right.attempt).map((row) => Identity.rehydrate(row));
  }
}
