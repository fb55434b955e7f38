export * from './chat-integrity.contract.js';
export * from './ledger-proof.contract.js';
export * from './order-repository.contract.js';
export * from './order-views.contract.js';
