import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryIdentityRepository } from './in-memory-identity-repository.js';
import { InMemoryKycLimitRepository } from './in-memory-kyc-limit-repository.js';
import { InMemoryKycViews } from './in-memory-kyc-views.js';

/** The transactional ports of kyc. */
export function inMemoryKyc(store: InMemoryStore) {
  return {
    identities: new InMemoryIdentityRepository(store),
    kycLimits: new InMemoryKycLimitRepository(store),
  };
}

/** The reading ports of kyc. */
export function inMemoryKycViews(store: InMemoryStore) {
  return { kycViews: new InMemoryKycViews(store) };
}
