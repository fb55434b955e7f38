export * from './audit-log.contract.js';
export * from './deadline-repository.contract.js';
export * from './idempotency-key-repository.contract.js';
export * from './outbox.contract.js';
export * from './reference-data.contract.js';
export * from './settings.contract.js';
export * from './vault.contract.js';
export * from './webhook-inbox.contract.js';
