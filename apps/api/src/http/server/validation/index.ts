export type { Class } from './class.js';
export * from './cursor-page.js';
export * from './decorators.js';
export * from './page.js';
export * from './pages.js';
