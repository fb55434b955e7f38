import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryIdentityViews } from './in-memory-identity-views.js';
import { InMemoryOneTimeTokenRepository } from './in-memory-one-time-token-repository.js';
import { InMemoryRoleRepository } from './in-memory-role-repository.js';
import { InMemorySessionRepository } from './in-memory-session-repository.js';
import { InMemoryUserRepository } from './in-memory-user-repository.js';

/** The transactional ports of identity. */
export function inMemoryIdentity(store: InMemoryStore) {
  return {
    users: new InMemoryUserRepository(store),
    sessions: new InMemorySessionRepository(store),
    oneTimeTokens: new InMemoryOneTimeTokenRepository(store),
    roles: new InMemoryRoleRepository(store),
  };
}

/** The reading ports of identity. */
export function inMemoryIdentityViews(store: InMemoryStore) {
  return { identityViews: new InMemoryIdentityViews(store) };
}
