import type { SqlStore } from '../unit-of-work/sql-session.js';
import { SequelizeCategoryRepository } from './sequelize-category-repository.js';
import { SequelizeServiceRepository } from './sequelize-service-repository.js';
import { SqlCatalogueViews } from './sql-catalogue-views.js';

/** The transactional ports of the catalogue. */
export function sqlCatalogue(store: SqlStore) {
  return {
    categories: new SequelizeCategoryRepository(store),
    services: new SequelizeServiceRepository(store),
  };
}

/** The reading ports of the catalogue. */
export function sqlCatalogueViews(store: SqlStore) {
  return { catalogueViews: new SqlCatalogueViews(store) };
}
