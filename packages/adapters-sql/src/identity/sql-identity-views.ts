import {
  after,
  IdentityViews,
  SESSION_IDLE_LIFETIME,
  type KycStatus,
  type Locale,
  type PermissionCode,
  type SellerLevel,
  type SessionFamilyId,
  type UserId,
} from '@2krika/domain';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

/** The accounts that may not sign in are those `User.assertMaySignIn` refuses. */
const FIND_ACTOR: Statement<[userId: string, permissions: PermissionCode[]]> = {
  name: 'identity_find_actor',
  text: `SELECT u.id, ARRAY(
        SELECT DISTINCT rp.permission_code FROM user_roles ur JOIN role_permissions rp ON rp.role_code = ur.role_code
        WHERE ur.user_id = u.id)
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.family_id = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND s.last_seen_at > $3
      AND u.is_active AND u.banned_at IS NULL AND u.deactivated_at IS NULL AND u.anonymized_at IS NULL
      AND u.deleted_at IS NULL`,
};

const FIND_OWN_PROFILE: Statement<
  [
    id: string,
    fullName: string,
    username: string,
    email: string,
    emailVerifiedAt: Date | null,
    phone: string | null,
    phoneVerifiedAt: Date | null,
    country: string,
    locale: Locale,
    timezone: string,
    bio: string | null,
    kycStatus: KycStatus,
    kycLevel: number,
    sellerLevel: SellerLevel,
    createdAt: Date,
    version: number,
    roles: string[],
  ]
> = {
  name: 'identity_find_own_profile',
  text: `SELECT u.id, u.full_name, u.username, u.email, u.email_verified_at, u.phone_e164, u.phone_verified_at,
      u.country, u.locale, u.timezone, u.bio, u.kyc_status, u.kyc_level, u.seller_level, u.created_at, u.version,
      ARRAY(SELECT role_code FROM user_roles WHERE user_id = u.id ORDER BY role_code COLLATE "C")
    FROM users u WHERE u.id = $1 AND u.deleted_at IS NULL`,
};

export class SqlIdentityViews extends IdentityViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async findActor(familyId: SessionFamilyId, now: Date) {
    const lastUse = after(now, -SESSION_IDLE_LIFETIME);
    const row = await this.store.session().row(FIND_ACTOR, [familyId, now, lastUse]);
    if (!row) return null;
    const [userId, permissions] = row;
    return { userId, permissions: new Set(permissions) };
  }

  async findOwnProfile(userId: UserId) {
    const row = await this.store.session().row(FIND_OWN_PROFILE, [userId]);
    if (!row) return null;
    const [id, fullName, username, email, emailVerifiedAt, phone, phoneVerifiedAt, country, locale, ...rest] =
      row;
    const [timezone, bio, kycStatus, kycLevel, sellerLevel, createdAt, version, roles] = rest;
    return {
      id,
      ...{ fullName, username, email, emailVerifiedAt, phone, phoneVerifiedAt, country, locale, timezone },
      ...{ bio, kycStatus, kycLevel, sellerLevel, createdAt, version, roles },
    };
  }
}
