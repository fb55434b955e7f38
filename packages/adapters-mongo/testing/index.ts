export { openTestDatabase, type TestDatabase, type TestDatabaseOptions } from './test-database.js';
export { useMongoStorage, useTestDatabase } from './use-mongo-storage.js';
