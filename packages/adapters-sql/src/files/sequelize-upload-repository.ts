import {
  AlreadyExists,
  StaleVersion,
  Upload,
  UploadNotFound,
  UploadRepository,
  type UploadHolder,
  type UploadId,
  type UploadRecord,
  type Within,
} from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals, Statement } from '../unit-of-work/statement.js';

const UPLOADS = new Table<UploadRecord>('uploads', {
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
  version: 'version',
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  deletedAt: 'deleted_at',
});

const FIND = UPLOADS.select('find', 'WHERE id = $1 AND deleted_at IS NULL');
const LOCK = UPLOADS.select('lock', 'WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE');
const LOCK_LIST = UPLOADS.select(
  'lock_list',
  'WHERE id = ANY ($1::uuid[]) AND deleted_at IS NULL ORDER BY id FOR NO KEY UPDATE',
);

const SET_LINKS: Statement = {
  name: 'upload_links_set',
  text: `WITH lost AS (
      DELETE FROM upload_links WHERE owner_type = $1 AND owner_id = $2 AND upload_id <> ALL ($3::uuid[])
    )
    INSERT INTO upload_links (owner_type, owner_id, upload_id, created_at)
    SELECT $1, $2, upload_id, $4 FROM unnest($3::uuid[]) AS upload_id
    ON CONFLICT DO NOTHING`,
};

const LINKED_TO: Statement<[id: string]> = {
  name: 'upload_links_of',
  text: 'SELECT upload_id FROM upload_links WHERE owner_type = $1 AND owner_id = $2 ORDER BY upload_id',
};

const IS_LINKED: Statement<[exists: boolean]> = {
  name: 'upload_links_exist',
  text: 'SELECT EXISTS (SELECT FROM upload_links WHERE upload_id = $1)',
};

const LIST_TO_PURGE: Statement<[id: string]> = {
  name: 'uploads_to_purge',
  text: `SELECT id FROM uploads u
    WHERE deleted_at IS NULL AND (
      state IN ('expired', 'orphaned')
      OR state = 'initiated' AND expires_at <= $1
      OR state IN ('stored', 'ready') AND updated_at < $2
        AND NOT EXISTS (SELECT FROM upload_links l WHERE l.upload_id = u.id))
    ORDER BY created_at LIMIT $3`,
};

const alreadyExists = () => new AlreadyExists('upload');
const REFUSALS: Refusals = { uploads_pkey: alreadyExists, uploads_path_key: alreadyExists };

export class SequelizeUploadRepository extends UploadRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(upload: Upload, within?: Within) {
    await this.store.session(within).execute(UPLOADS.insert, UPLOADS.values(upload.snapshot()), REFUSALS);
  }

  async save(upload: Upload, within?: Within) {
    const stale = () => new StaleVersion('upload', upload.id);
    const values = UPLOADS.values(upload.snapshot());
    await this.store.session(within).executeExactly(1, UPLOADS.update, values, stale, REFUSALS);
    upload.saved();
  }

  async find(id: UploadId, within?: Within) {
    const row = await this.store.session(within).row(FIND, [id]);
    return row && uploadOf(row);
  }

  async getForUpdate(id: UploadId, within?: Within) {
    const row = await this.store.session(within).rowForUpdate(LOCK, [id]);
    if (!row) throw new UploadNotFound(id);
    return uploadOf(row);
  }

  async listForUpdate(ids: readonly UploadId[], within?: Within) {
    if (ids.length === 0) return [];
    const rows = await this.store.session(within).rowsForUpdate(LOCK_LIST, [ids]);
    return rows.map(uploadOf);
  }

  async setLinks({ type, id }: UploadHolder, ids: readonly UploadId[], now: Date, within?: Within) {
    await this.store.session(within).execute(SET_LINKS, [type, id, ids, now], {
      upload_links_upload_id_fkey: () => new UploadNotFound(ids.join(', ')),
    });
  }

  async linkedTo({ type, id }: UploadHolder, within?: Within) {
    const rows = await this.store.session(within).rows(LINKED_TO, [type, id]);
    return rows.map(([uploadId]) => uploadId);
  }

  async isLinked(id: UploadId, within?: Within) {
    const row = await this.store.session(within).row(IS_LINKED, [id]);
    return row?.[0] === true;
  }

  async listToPurge(now: Date, idleSince: Date, limit: number) {
    const rows = await this.store.session().rows(LIST_TO_PURGE, [now, idleSince, limit]);
    return rows.map(([id]) => id);
  }
}

function uploadOf(row: unknown[]): Upload {
  return Upload.rehydrate(UPLOADS.read(row));
}
