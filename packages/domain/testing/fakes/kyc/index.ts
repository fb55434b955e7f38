export * from './in-memory-identity-repository.js';
export * from './in-memory-kyc.js';
export * from './in-memory-kyc-limit-repository.js';
export * from './in-memory-kyc-views.js';
