export * from './in-memory-chat-repository.js';
export * from './in-memory-chat-state-repository.js';
export * from './in-memory-chat-views.js';
export * from './in-memory-communication-log.js';
export * from './in-memory-message-integrity.js';
export * from './in-memory-message-repository.js';
export * from './in-memory-messaging.js';
export * from './messaging-bench.js';
