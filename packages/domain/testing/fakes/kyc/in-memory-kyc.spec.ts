import { identityRepositoryContract } from '../../contracts/kyc/identity-repository.contract.js';
import { kycLimitRepositoryContract } from '../../contracts/kyc/kyc-limit-repository.contract.js';
import { kycViewsContract } from '../../contracts/kyc/kyc-views.contract.js';
import { inMemoryFiles } from '../files/in-memory-files.js';
import { inMemoryIdentity } from '../identity/in-memory-identity.js';
import { InMemoryDatabase } from '../in-memory/in-memory-database.js';
import { InMemoryUnitOfWork } from '../in-memory/in-memory-unit-of-work.js';
import { inMemoryKyc, inMemoryKycViews } from './in-memory-kyc.js';

describe('kyc in memory', () => {
  const open = () => {
    const database = new InMemoryDatabase();
    return Promise.resolve({
      ...inMemoryIdentity(database),
      ...inMemoryFiles(database),
      ...inMemoryKyc(database),
      ...inMemoryKycViews(database),
      unitOfWork: new InMemoryUnitOfWork(database, inMemoryKyc),
    });
  };

  identityRepositoryContract(open);
  kycLimitRepositoryContract(open);
  kycViewsContract(open);
});
