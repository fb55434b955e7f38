import {
  after,
  SESSION_IDLE_LIFETIME,
  SESSION_LIFETIME,
  type IdentityViews,
  type RoleRepository,
  type SessionRepository,
  type SessionState,
  type UserRepository,
  type UserState,
} from '@2krika/domain';
import { aSession } from '../../factories/identity/session-factory.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { anId, aPhone, TEST_EPOCH, unique } from '../../factories/unique.js';
import type { Open } from '../open.js';

export interface IdentityViewsPorts {
  readonly users: UserRepository;
  readonly sessions: SessionRepository;
  readonly roles: RoleRepository;
  readonly identityViews: IdentityViews;
}

const NOW = after(TEST_EPOCH, 1_000);

export function identityViewsContract(open: Open<IdentityViewsPorts>): void {
  describe('IdentityViews', () => {
    let ports: IdentityViewsPorts;

    beforeEach(async () => {
      ports = await open();
    });

    async function signIn(user: Partial<UserState> = {}, session: Partial<SessionState> = {}) {
      const [holder, opened] = [aUser(user), aSession(anId(), session)];
      await ports.users.add(holder);
      const held = aSession(holder.id, { ...opened.snapshot(), userId: holder.id });
      await ports.sessions.add(held);
      return { userId: holder.id, familyId: held.snapshot().familyId };
    }

    it('names the holder of a live session, who may do nothing special without a role', async () => {
      const { userId, familyId } = await signIn();
      expect(await ports.identityViews.findActor(familyId, NOW)).toEqual({ userId, permissions: new Set() });
    });

    it('adds up what all the roles of the holder allow', async () => {
      const { userId, familyId } = await signIn();
      const suffix = `${unique()}_${anId().slice(0, 8)}`;
      const role = { nameFr: 'Rôle', nameEn: 'Role', isBuiltin: false };
      await ports.roles.put({ ...role, code: `a_${suffix}`, permissions: ['users:read', 'orders:read'] });
      await ports.roles.put({ ...role, code: `b_${suffix}`, permissions: ['orders:read', 'ledger:read'] });
      await ports.roles.grant(userId, `a_${suffix}`, null, TEST_EPOCH);
      await ports.roles.grant(userId, `b_${suffix}`, null, TEST_EPOCH);
      const actor = await ports.identityViews.findActor(familyId, NOW);
      expect(actor?.permissions).toEqual(new Set(['users:read', 'orders:read', 'ledger:read']));
    });

    it.each<[string, Partial<SessionState>]>([
      ['was ended', { revokedAt: TEST_EPOCH, revokeReason: 'logged_out' }],
      ['is too old', { expiresAt: NOW }],
      ['was not used for too long', { lastSeenAt: after(NOW, -SESSION_IDLE_LIFETIME) }],
    ])('names nobody once the session %s', async (_, session) => {
      const { familyId } = await signIn({}, session);
      expect(await ports.identityViews.findActor(familyId, NOW)).toBeNull();
    });

    it('names the holder up to the last moment of a session', async () => {
      const { familyId } = await signIn(
        {},
        { expiresAt: after(NOW, 1), lastSeenAt: after(NOW, 1 - SESSION_IDLE_LIFETIME) },
      );
      expect(await ports.identityViews.findActor(familyId, NOW)).not.toBeNull();
      expect(await ports.identityViews.findActor(familyId, after(NOW, SESSION_LIFETIME))).toBeNull();
    });

    it.each<[string, Partial<UserState>, boolean]>([
      ['unverified', { isActive: false, emailVerifiedAt: null }, false],
      ['suspended', { suspendedAt: TEST_EPOCH, suspensionReason: 'Plaintes' }, true],
      ['banned', { bannedAt: TEST_EPOCH }, false],
      ['deactivated', { deactivatedAt: TEST_EPOCH }, false],
      ['anonymized', { anonymizedAt: TEST_EPOCH }, false],
      ['deleted', { deletedAt: TEST_EPOCH }, false],
    ])('lets in a user that is %s: %#', async (_, user, isLetIn) => {
      const { familyId } = await signIn(user);
      expect((await ports.identityViews.findActor(familyId, NOW)) !== null).toBe(isLetIn);
    });

    it('names nobody for a family nobody opened', async () => {
      expect(await ports.identityViews.findActor(anId(), NOW)).toBeNull();
    });

    it('shows a person everything of their own account', async () => {
      const user = aUser({
        phone: aPhone(),
        phoneVerifiedAt: NOW,
        bio: 'Traductrice',
        kycStatus: 'approved',
        kycLevel: 2,
        sellerLevel: 'level_1',
      });
      await ports.users.add(user);
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
      } = user.snapshot();
      const { bio, kycStatus, kycLevel, sellerLevel, createdAt, version } = user.snapshot();
      expect(await ports.identityViews.findOwnProfile(user.id)).toEqual({
        id,
        ...{ fullName, username, email, emailVerifiedAt, phone, phoneVerifiedAt, country, locale, timezone },
        ...{ bio, kycStatus, kycLevel, sellerLevel, createdAt, version },
        roles: [],
      });
    });

    it('shows nothing of an account that is not there or deleted', async () => {
      const deleted = aUser({ deletedAt: TEST_EPOCH });
      await ports.users.add(deleted);
      expect(await ports.identityViews.findOwnProfile(deleted.id)).toBeNull();
      expect(await ports.identityViews.findOwnProfile(anId())).toBeNull();
    });
  });
}
