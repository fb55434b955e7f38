import { User, type UserState } from '@2krika/domain';
import { anId, TEST_EPOCH, unique } from '../unique.js';

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
