import { idempotencyKeyRepositoryContract } from '../../contracts/platform/idempotency-key-repository.contract.js';
import { outboxContract } from '../../contracts/platform/outbox.contract.js';
import { inMemoryStorage } from '../in-memory-storage.js';

describe('the platform in memory', () => {
  const open = () => Promise.resolve(inMemoryStorage({ lockTimeout: 50 }));

  idempotencyKeyRepositoryContract(open);
  outboxContract(open);
});
