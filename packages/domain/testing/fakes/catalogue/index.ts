export * from './fake-pending-payments.js';
export * from './in-memory-catalogue.js';
export * from './in-memory-catalogue-views.js';
export * from './in-memory-category-repository.js';
export * from './in-memory-service-repository.js';
