import {
  after,
  IdentityViews,
  SESSION_IDLE_LIFETIME,
  User,
  type SessionFamilyId,
  type SessionState,
  type UserId,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { roles, userRoles } from './in-memory-role-repository.js';
import { sessions } from './in-memory-session-repository.js';
import { users } from './in-memory-user-repository.js';

const CLOSED = new Set(['unverified', 'banned', 'deactivated', 'anonymized']);

export class InMemoryIdentityViews extends IdentityViews {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async findActor(familyId: SessionFamilyId, now: Date) {
    const session = this.store.session();
    const [live] = await session.where(sessions, (row) => row.familyId === familyId && isLive(row, now));
    const user = live && (await session.find(users, live.userId));
    if (user?.deletedAt !== null || CLOSED.has(User.rehydrate(user).status)) return null;
    const codes = await this.roleCodesOf(user.id);
    const held = await session.where(roles, ({ code }) => codes.includes(code));
    return { userId: user.id, permissions: new Set(held.flatMap(({ permissions }) => permissions)) };
  }

  async findOwnProfile(userId: UserId) {
    const user = await this.store.session().find(users, userId);
    if (user?.deletedAt !== null) return null;
    const {
      id,
      fullName,
      username,
      email,
      emailVerifiedAt,
      phone,
      phoneVerifiedAt,
      country,
      locale,
      timezone,
    } = user;
    const { bio, kycStatus, kycLevel, sellerLevel, createdAt, version } = user;
    return {
      id,
      ...{ fullName, username, email, emailVerifiedAt, phone, phoneVerifiedAt, country, locale, timezone },
      ...{ bio, kycStatus, kycLevel, sellerLevel, createdAt, version },
      roles: await this.roleCodesOf(userId),
    };
  }

  private async roleCodesOf(userId: UserId): Promise<readonly string[]> {
    const held = await this.store.session().where(userRoles, (row) => row.userId === userId);
    return held.map(({ roleCode }) => roleCode).sort();
  }
}

function isLive({ revokedAt, expiresAt, lastSeenAt }: SessionState, now: Date): boolean {
  return revokedAt === null && now < expiresAt && now < after(lastSeenAt, SESSION_IDLE_LIFETIME);
}
