export * from './kernel/index.js';
export * from './platform/index.js';
export * from './identity/index.js';
