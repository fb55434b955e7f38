import type { SqlStore } from '../unit-of-work/sql-session.js';
import { SequelizeIdempotencyKeyRepository } from './sequelize-idempotency-key-repository.js';
import { SequelizeOutbox } from './sequelize-outbox.js';
import { SqlOutboxQueue } from './sql-outbox-queue.js';

/** The transactional ports of the platform context. */
export function sqlPlatform(store: SqlStore) {
  return {
    idempotencyKeys: new SequelizeIdempotencyKeyRepository(store),
    outbox: new SequelizeOutbox(store),
  };
}

/** The ports of the platform context that stand outside any transaction. */
export function sqlQueues(store: SqlStore) {
  return { outboxQueue: new SqlOutboxQueue(store) };
}
