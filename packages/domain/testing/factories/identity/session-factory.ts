import {
  after,
  OneTimeToken,
  Session,
  SESSION_LIFETIME,
  type OneTimeTokenRepository,
  type OneTimeTokenState,
  type SessionRepository,
  type SessionState,
} from '@2krika/domain';
import { anId, TEST_EPOCH } from '../unique.js';
import { createUser, type UserPorts } from './user-factory.js';

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

/** A live session, stored; with a user of its own unless told whose it is. */
export async function createSession(
  { sessions, ...ports }: UserPorts & { readonly sessions: SessionRepository },
  { userId, ...overrides }: Partial<SessionState> = {},
): Promise<Session> {
  const session = aSession(userId ?? (await createUser(ports)).id, overrides);
  await sessions.add(session);
  return session;
}

/** An unused token, stored; with a user of its own unless told whose it is. */
export async function createOneTimeToken(
  { oneTimeTokens, ...ports }: UserPorts & { readonly oneTimeTokens: OneTimeTokenRepository },
  { userId, ...overrides }: Partial<OneTimeTokenState> = {},
): Promise<OneTimeToken> {
  const token = aOneTimeToken(userId ?? (await createUser(ports)).id, overrides);
  await oneTimeTokens.add(token);
  return token;
}
