export * from './float-commitments.contract.js';
export * from './payment-provider.contract.js';
export * from './payment-repository.contract.js';
export * from './refund-repository.contract.js';
