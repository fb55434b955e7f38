export * from './model/chat.js';
export * from './model/chat-errors.js';
export * from './ports/chat-repository.js';
