export * from './account-repository.contract.js';
export * from './earning-repository.contract.js';
export * from './earning-views.contract.js';
export * from './ledger-views.contract.js';
export * from './ledger.contract.js';
export * from './payout-method-repository.contract.js';
export * from './withdrawal-repository.contract.js';
export * from './withdrawal-views.contract.js';
