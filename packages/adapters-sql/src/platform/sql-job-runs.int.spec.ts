import { jobRunsContract } from '@2krika/domain/testing';
import { useSqlStorage } from '../../testing/index.js';

describe('the runs of jobs in PostgreSQL', () => {
  jobRunsContract(useSqlStorage());
});
