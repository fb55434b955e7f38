export { openTestDatabase, type TestDatabase } from './test-database.js';
export { useMongoStorage } from './use-mongo-storage.js';
