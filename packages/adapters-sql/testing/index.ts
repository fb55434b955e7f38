export { copyRow, type RowCopies } from './copy-row.js';
export { factsOf, rowsIn, rowsOf } from './database-digest.js';
export { holdTable } from './hold-table.js';
export { TableReader, type TableRow } from './table-reader.js';
export {
  createOwnDatabase,
  openTestDatabase,
  type OwnDatabaseOptions,
  type TestDatabase,
  type TestDatabaseOptions,
} from './test-database.js';
export { useOwnDatabase, useTestDatabase } from './use-database.js';
export { useSqlStorage } from './use-sql-storage.js';
