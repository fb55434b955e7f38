export * from './order-repository.contract.js';
export * from './order-views.contract.js';
