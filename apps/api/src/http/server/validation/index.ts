export type { Class } from './class.js';
export * from './decorators.js';
export * from './pages.js';
