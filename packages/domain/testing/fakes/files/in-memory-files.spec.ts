import { fileStorageContract } from '../../contracts/files/file-storage.contract.js';
import { uploadRepositoryContract } from '../../contracts/files/upload-repository.contract.js';
import { uploadViewsContract } from '../../contracts/files/upload-views.contract.js';
import { inMemoryIdentity } from '../identity/in-memory-identity.js';
import { InMemoryDatabase } from '../in-memory/in-memory-database.js';
import { InMemoryUnitOfWork } from '../in-memory/in-memory-unit-of-work.js';
import { InMemoryFileStorage } from './in-memory-file-storage.js';
import { inMemoryFiles, inMemoryFileViews } from './in-memory-files.js';

describe('files in memory', () => {
  const open = () => {
    const database = new InMemoryDatabase();
    return Promise.resolve({
      ...inMemoryIdentity(database),
      ...inMemoryFiles(database),
      ...inMemoryFileViews(database),
      unitOfWork: new InMemoryUnitOfWork(database, inMemoryFiles),
    });
  };

  uploadRepositoryContract(open);
  uploadViewsContract(open);
  fileStorageContract(() => Promise.resolve({ storage: new InMemoryFileStorage() }));
});
