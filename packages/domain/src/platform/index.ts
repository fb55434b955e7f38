export * from './model/idempotency-key.js';
export * from './ports/idempotency-key-repository.js';
export * from './ports/notifier.js';
export * from './ports/outbox.js';
export * from './use-cases/idempotently.js';
