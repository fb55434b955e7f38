export * from './fake-payout-provider.js';
export * from './in-memory-earning-repository.js';
export * from './in-memory-earning-views.js';
export { InMemoryLedger } from './in-memory-ledger.js';
export * from './in-memory-ledger-ports.js';
export * from './in-memory-ledger-views.js';
export * from './in-memory-payout-method-repository.js';
export * from './in-memory-withdrawal-repository.js';
export * from './in-memory-withdrawal-views.js';
