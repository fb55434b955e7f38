export * from './category-factory.js';
export * from './service-factory.js';
