import { User, type Hasher, type UserRepository, type UserState } from '@2krika/domain';
import { FakeHasher } from '../../fakes/identity/fake-hasher.js';
import { anId, aPhone, TEST_EPOCH, unique } from '../unique.js';

/** A verified user that may sign in, buy and sell. */
export function aUser(overrides: Partial<UserState> = {}): User {
  const number = unique();
  return User.rehydrate({
    id: anId(),
    fullName: 'Awa Ndiaye',
    username: `awa_${number}`,
    email: `awa.${number}@example.com`,
    passwordHash: 'not-a-hash',
    isActive: true,
    emailVerifiedAt: TEST_EPOCH,
    phone: null,
    phoneVerifiedAt: null,
    country: 'CM',
    locale: 'fr',
    timezone: 'Africa/Douala',
    bio: null,
    avatarUploadId: null,
    kycStatus: 'none',
    kycLevel: 0,
    sellerLevel: 'new',
    awayFrom: null,
    awayUntil: null,
    awayMessage: null,
    suspendedAt: null,
    suspensionReason: null,
    bannedAt: null,
    deactivatedAt: null,
    anonymizedAt: null,
    lastLoginAt: null,
    deletedAt: null,
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}

/** What everybody whom a factory stored signs in with, unless told otherwise. */
export const TEST_PASSWORD = 'un mot de passe de test';

export interface UserPorts {
  readonly users: UserRepository;
  /** The product's own, for whoever is to sign in there. */
  readonly hasher?: Hasher;
}

/** A verified user, stored. */
export async function createUser(
  { users, hasher = new FakeHasher() }: UserPorts,
  { password = TEST_PASSWORD, ...overrides }: Partial<UserState> & { readonly password?: string } = {},
): Promise<User> {
  const user = aUser({ passwordHash: await hasher.hash(password), ...overrides });
  await users.add(user);
  return user;
}

/** What a user looks like whom staff suspended. */
export function suspended(): Partial<UserState> {
  return { suspendedAt: TEST_EPOCH, suspensionReason: 'Litiges répétés' };
}

/** What a user looks like who proved to have this number. */
export function withPhone(phone = aPhone()): Partial<UserState> {
  return { phone, phoneVerifiedAt: TEST_EPOCH };
}
