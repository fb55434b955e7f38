import {
  identityRepositoryContract,
  kycLimitRepositoryContract,
  kycViewsContract,
} from '@2krika/domain/testing';
import { useSqlStorage } from '../../testing/index.js';

describe('kyc in PostgreSQL', () => {
  const open = useSqlStorage();

  identityRepositoryContract(open);
  kycLimitRepositoryContract(open);
  kycViewsContract(open);
});
