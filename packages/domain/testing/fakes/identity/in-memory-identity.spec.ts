import { identityViewsContract } from '../../contracts/identity/identity-views.contract.js';
import { oneTimeTokenRepositoryContract } from '../../contracts/identity/one-time-token-repository.contract.js';
import { roleRepositoryContract } from '../../contracts/identity/role-repository.contract.js';
import { sessionRepositoryContract } from '../../contracts/identity/session-repository.contract.js';
import { userRepositoryContract } from '../../contracts/identity/user-repository.contract.js';
import { inMemoryStorage } from '../in-memory-storage.js';

describe('identity in memory', () => {
  const open = () => Promise.resolve(inMemoryStorage());

  userRepositoryContract(open);
  sessionRepositoryContract(open);
  oneTimeTokenRepositoryContract(open);
  roleRepositoryContract(open);
  identityViewsContract(open);
});
