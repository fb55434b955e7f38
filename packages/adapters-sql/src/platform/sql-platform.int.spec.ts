import { idempotencyKeyRepositoryContract, outboxContract } from '@2krika/domain/testing';
import { useSqlStorage } from '../../testing/index.js';

describe('the platform in PostgreSQL', () => {
  const open = useSqlStorage();

  idempotencyKeyRepositoryContract(open);
  outboxContract(open);
});
