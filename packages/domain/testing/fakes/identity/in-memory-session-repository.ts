import {
  AlreadyExists,
  Session,
  SessionRepository,
  type RevocationReason,
  type SessionFamilyId,
  type SessionState,
  type UserId,
  type Within,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

export const sessions = new InMemoryTable<SessionState>({
  name: 'session',
  key: (session) => session.id,
  unique: [
    { value: (session) => session.refreshHash, violation: () => new AlreadyExists('session') },
    {
      value: (session) => (session.revokedAt === null ? session.familyId : null),
      violation: () => new AlreadyExists('session'),
    },
  ],
  versioned: true,
});

export class InMemorySessionRepository extends SessionRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  add(session: Session, within?: Within) {
    return this.store.session(within).insert(sessions, session.snapshot());
  }

  async save(session: Session, within?: Within) {
    await this.store.session(within).update(sessions, session.snapshot());
    session.saved();
  }

  async findByRefreshHashForUpdate(refreshHash: string, within?: Within) {
    const [row] = await this.store
      .session(within)
      .whereForUpdate(sessions, (candidate) => candidate.refreshHash === refreshHash);
    return row ? Session.rehydrate(row) : null;
  }

  revokeFamily(familyId: SessionFamilyId, reason: RevocationReason, now: Date, within?: Within) {
    return this.revoke((session) => session.familyId === familyId, reason, now, within);
  }

  revokeAllOf(userId: UserId, reason: RevocationReason, now: Date, within?: Within) {
    return this.revoke((session) => session.userId === userId, reason, now, within);
  }

  private async revoke(
    isMeant: (session: SessionState) => boolean,
    reason: RevocationReason,
    now: Date,
    within?: Within,
  ) {
    const session = this.store.session(within);
    let revoked = 0;
    for (const { id } of await session.where(sessions, isMeant)) {
      const changed = await session.change(sessions, id, (row) =>
        row.revokedAt === null
          ? { ...row, revokedAt: now, revokeReason: reason, updatedAt: now, version: row.version + 1 }
          : null,
      );
      if (changed) revoked += 1;
    }
    return revoked;
  }
}
