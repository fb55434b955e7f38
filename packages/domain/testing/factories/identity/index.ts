export * from './session-factory.js';
export * from './user-factory.js';
