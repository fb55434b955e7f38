import {
  AlreadyExists,
  Session,
  SessionRepository,
  StaleVersion,
  type RevocationReason,
  type SessionFamilyId,
  type SessionState,
  type UserId,
  type Within,
} from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals, Statement } from '../unit-of-work/statement.js';

const SESSIONS = new Table<SessionState>('sessions', {
  id: 'id',
  userId: 'user_id',
  familyId: 'family_id',
  refreshHash: 'refresh_hash',
  userAgent: 'user_agent',
  lastSeenAt: 'last_seen_at',
  expiresAt: 'expires_at',
  revokedAt: 'revoked_at',
  revokeReason: 'revoke_reason',
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
});

const LOCK_BY_REFRESH_HASH = SESSIONS.select(
  'lock_by_refresh_hash',
  'WHERE refresh_hash = $1 FOR NO KEY UPDATE',
);

const REVOKE = 'SET revoked_at = $3, revoke_reason = $2, updated_at = $3, version = version + 1';

const REVOKE_FAMILY: Statement = {
  name: 'sessions_revoke_family',
  text: `UPDATE sessions ${REVOKE} WHERE family_id = $1 AND revoked_at IS NULL`,
};

const REVOKE_ALL_OF: Statement = {
  name: 'sessions_revoke_all_of',
  text: `UPDATE sessions ${REVOKE} WHERE user_id = $1 AND revoked_at IS NULL`,
};

const alreadyExists = () => new AlreadyExists('session');
const REFUSALS: Refusals = {
  sessions_pkey: alreadyExists,
  sessions_refresh_hash_key: alreadyExists,
  sessions_live_family_key: alreadyExists,
};

export class SequelizeSessionRepository extends SessionRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(session: Session, within?: Within) {
    await this.store.session(within).execute(SESSIONS.insert, SESSIONS.values(session.snapshot()), REFUSALS);
  }

  async save(session: Session, within?: Within) {
    const stale = () => new StaleVersion('session', session.id);
    const values = SESSIONS.values(session.snapshot());
    await this.store.session(within).executeExactly(1, SESSIONS.update, values, stale, REFUSALS);
    session.saved();
  }

  async findByRefreshHashForUpdate(refreshHash: string, within?: Within) {
    const row = await this.store.session(within).rowForUpdate(LOCK_BY_REFRESH_HASH, [refreshHash]);
    return row && Session.rehydrate(SESSIONS.read(row));
  }

  revokeFamily(familyId: SessionFamilyId, reason: RevocationReason, now: Date, within?: Within) {
    return this.store.session(within).execute(REVOKE_FAMILY, [familyId, reason, now]);
  }

  revokeAllOf(userId: UserId, reason: RevocationReason, now: Date, within?: Within) {
    return this.store.session(within).execute(REVOKE_ALL_OF, [userId, reason, now]);
  }
}
