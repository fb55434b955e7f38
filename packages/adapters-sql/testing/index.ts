export { createOwnDatabase, openTestDatabase, type TestDatabase } from './test-database.js';
export { useSqlStorage } from './use-sql-storage.js';
