import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryUploadRepository } from './in-memory-upload-repository.js';
import { InMemoryUploadViews } from './in-memory-upload-views.js';

/** The transactional ports of files. */
export function inMemoryFiles(store: InMemoryStore) {
  return { uploads: new InMemoryUploadRepository(store) };
}

/** The reading ports of files. */
export function inMemoryFileViews(store: InMemoryStore) {
  return { uploadViews: new InMemoryUploadViews(store) };
}
