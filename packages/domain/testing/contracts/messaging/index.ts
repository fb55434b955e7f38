export * from './chat-repository.contract.js';
export * from './chat-state-repository.contract.js';
export * from './chat-views.contract.js';
export * from './communication-log.contract.js';
export * from './message-integrity.contract.js';
export * from './message-repository.contract.js';
