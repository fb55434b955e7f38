export * from './catalogue-ports.js';
export * from './catalogue-views.contract.js';
export * from './category-repository.contract.js';
export * from './service-repository.contract.js';
