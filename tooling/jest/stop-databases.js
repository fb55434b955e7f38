export { stop as default } from './start-databases.js';
