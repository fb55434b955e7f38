import {
  after,
  OneTimeToken,
  Session,
  SESSION_LIFETIME,
  type OneTimeTokenState,
  type SessionState,
} from '@2krika/domain';
import { anId, TEST_EPOCH } from '../unique.js';

/** A live session of the user. */
export function aSession(userId: string, overrides: Partial<SessionState> = {}): Session {
  return Session.rehydrate({
    id: anId(),
    userId,
    familyId: anId(),
    refreshHash: anId(),
    userAgent: null,
    lastSeenAt: TEST_EPOCH,
    expiresAt: after(TEST_EPOCH, SESSION_LIFETIME),
    revokedAt: null,
    revokeReason: null,
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}

/** An unused token that verifies the user's address. */
export function aOneTimeToken(userId: string, overrides: Partial<OneTimeTokenState> = {}): OneTimeToken {
  return OneTimeToken.rehydrate({
    ...OneTimeToken.issue({
      id: anId(),
      userId,
      purpose: 'verify_email',
      secretHash: anId(),
      now: TEST_EPOCH,
    }).snapshot(),
    ...overrides,
  });
}
