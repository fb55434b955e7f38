import { orderRepositoryContract, orderViewsContract } from '@2krika/domain/testing';
import { useSqlStorage } from '../../testing/index.js';

describe('ordering in PostgreSQL', () => {
  const open = useSqlStorage();

  orderRepositoryContract(open);
  orderViewsContract(open);
});
