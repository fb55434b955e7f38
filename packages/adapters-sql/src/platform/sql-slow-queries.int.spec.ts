import { slowQueriesContract } from '@2krika/domain/testing';
import { useSqlStorage } from '../../testing/index.js';

describe('slow queries in PostgreSQL', () => {
  slowQueriesContract(useSqlStorage());
});
