import {
  identityViewsContract,
  oneTimeTokenRepositoryContract,
  roleRepositoryContract,
  sessionRepositoryContract,
  userRepositoryContract,
} from '@2krika/domain/testing';
import { useSqlStorage } from '../../testing/index.js';

describe('identity in PostgreSQL', () => {
  const open = useSqlStorage();

  userRepositoryContract(open);
  sessionRepositoryContract(open);
  oneTimeTokenRepositoryContract(open);
  roleRepositoryContract(open);
  identityViewsContract(open);
});
