import type { SqlStore } from '../unit-of-work/sql-session.js';
import { SequelizeUploadRepository } from './sequelize-upload-repository.js';
import { SqlUploadViews } from './sql-upload-views.js';

/** The transactional ports of files. */
export function sqlFiles(store: SqlStore) {
  return { uploads: new SequelizeUploadRepository(store) };
}

/** The reading ports of files. */
export function sqlFileViews(store: SqlStore) {
  return { uploadViews: new SqlUploadViews(store) };
}
