export * from './identity-repository.contract.js';
export * from './kyc-limit-repository.contract.js';
export * from './kyc-views.contract.js';
