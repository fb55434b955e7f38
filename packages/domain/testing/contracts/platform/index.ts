export * from './idempotency-key-repository.contract.js';
export * from './outbox.contract.js';
export * from './vault.contract.js';
