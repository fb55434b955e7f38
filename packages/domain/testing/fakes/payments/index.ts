export * from './fake-payment-provider.js';
export * from './in-memory-float-commitments.js';
export * from './in-memory-payment-repository.js';
export * from './in-memory-payment-views.js';
export * from './in-memory-payments.js';
export * from './in-memory-refund-repository.js';
