export * from './in-memory-order-repository.js';
export * from './in-memory-order-views.js';
export * from './in-memory-ordering.js';
export * from './in-memory-pending-payments.js';
