import { UploadViews, type UploadId } from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { uploads } from './in-memory-upload-repository.js';

export class InMemoryUploadViews extends UploadViews {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async find(id: UploadId) {
    const row = await this.store.session().find(uploads, id);
    if (row?.deletedAt !== null) return null;
    const { ownerId, purpose, visibility, path, name, mimeType, sizeBytes, sha256 } = row;
    const { state, expiresAt, createdAt } = row;
    return {
      id: row.id,
      ...{ ownerId, purpose, visibility, path, name, mimeType, sizeBytes, sha256 },
      ...{ state, expiresAt, createdAt },
    };
  }
}
