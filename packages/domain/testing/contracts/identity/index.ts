export * from './hasher.contract.js';
export * from './identity-views.contract.js';
export * from './one-time-token-repository.contract.js';
export * from './role-repository.contract.js';
export * from './secret-generator.contract.js';
export * from './session-repository.contract.js';
export * from './token-signer.contract.js';
export * from './user-repository.contract.js';
