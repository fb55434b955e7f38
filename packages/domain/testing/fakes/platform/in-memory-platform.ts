import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryIdempotencyKeyRepository } from './in-memory-idempotency-key-repository.js';
import { InMemoryOutbox, InMemoryOutboxQueue } from './in-memory-outbox.js';

/** The transactional ports of the platform context. */
export function inMemoryPlatform(store: InMemoryStore) {
  return {
    idempotencyKeys: new InMemoryIdempotencyKeyRepository(store),
    outbox: new InMemoryOutbox(store),
  };
}

/** The ports of the platform context that stand outside any transaction. */
export function inMemoryQueues(store: InMemoryStore) {
  return { outboxQueue: new InMemoryOutboxQueue(store) };
}
