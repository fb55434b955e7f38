import { catalogueViewsContract } from '../../contracts/catalogue/catalogue-views.contract.js';
import { categoryRepositoryContract } from '../../contracts/catalogue/category-repository.contract.js';
import { serviceRepositoryContract } from '../../contracts/catalogue/service-repository.contract.js';
import { inMemoryFiles } from '../files/in-memory-files.js';
import { inMemoryIdentity } from '../identity/in-memory-identity.js';
import { InMemoryDatabase } from '../in-memory/in-memory-database.js';
import { InMemoryUnitOfWork } from '../in-memory/in-memory-unit-of-work.js';
import { inMemoryCatalogue, inMemoryCatalogueViews } from './in-memory-catalogue.js';

describe('the catalogue in memory', () => {
  const open = () => {
    const database = new InMemoryDatabase();
    return Promise.resolve({
      ...inMemoryIdentity(database),
      ...inMemoryFiles(database),
      ...inMemoryCatalogue(database),
      ...inMemoryCatalogueViews(database),
      unitOfWork: new InMemoryUnitOfWork(database, inMemoryCatalogue),
    });
  };

  categoryRepositoryContract(open);
  serviceRepositoryContract(open);
  catalogueViewsContract(open);
});
