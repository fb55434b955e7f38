import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryCatalogueViews } from './in-memory-catalogue-views.js';
import { InMemoryCategoryRepository } from './in-memory-category-repository.js';
import { InMemoryServiceRepository } from './in-memory-service-repository.js';

/** The transactional ports of the catalogue. */
export function inMemoryCatalogue(store: InMemoryStore) {
  return {
    categories: new InMemoryCategoryRepository(store),
    services: new InMemoryServiceRepository(store),
  };
}

/** The reading ports of the catalogue. */
export function inMemoryCatalogueViews(store: InMemoryStore) {
  return { catalogueViews: new InMemoryCatalogueViews(store) };
}
