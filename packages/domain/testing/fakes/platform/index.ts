export * from './fake-notifier.js';
export * from './fake-vault.js';
export * from './in-memory-idempotency-key-repository.js';
export * from './in-memory-outbox.js';
export * from './in-memory-platform.js';
