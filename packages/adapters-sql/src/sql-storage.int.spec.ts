import { factoriesContract } from '@2krika/domain/testing';
import { useSqlStorage } from '../testing/index.js';

describe('factories on PostgreSQL', () => {
  factoriesContract(useSqlStorage());
});
