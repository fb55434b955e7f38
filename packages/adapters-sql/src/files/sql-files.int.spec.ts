import { uploadRepositoryContract, uploadViewsContract } from '@2krika/domain/testing';
import { useSqlStorage } from '../../testing/index.js';

describe('files in PostgreSQL', () => {
  const open = useSqlStorage();

  uploadRepositoryContract(open);
  uploadViewsContract(open);
});
