export * from './chat-factory.js';
export * from './message-factory.js';
