import { UploadViews, type UploadId, type UploadView } from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';

const UPLOADS = new Table<UploadView>('uploads', {
  id: 'id',
  ownerId: 'owner_id',
  purpose: 'purpose',
  visibility: 'visibility',
  path: 'path',
  name: 'original_name',
  mimeType: 'mime_type',
  sizeBytes: 'size_bytes',
  sha256: 'sha256',
  state: 'state',
  expiresAt: 'expires_at',
  createdAt: 'created_at',
});

const FIND = UPLOADS.select('view_find', 'WHERE id = $1 AND deleted_at IS NULL');

export class SqlUploadViews extends UploadViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async find(id: UploadId) {
    const row = await this.store.session().row(FIND, [id]);
    return row && UPLOADS.read(row);
  }
}
