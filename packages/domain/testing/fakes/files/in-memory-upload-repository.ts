import {
  Upload,
  UploadNotFound,
  UploadRepository,
  type UploadHolder,
  type UploadId,
  type UploadRecord,
  type Within,
} from '@2krika/domain';
import type { InMemorySession, InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

export const uploads = new InMemoryTable<UploadRecord>({
  name: 'upload',
  key: (upload) => upload.id,
  versioned: true,
});

interface LinkRow {
  readonly uploadId: UploadId;
  readonly holderType: string;
  readonly holderId: string;
  readonly createdAt: Date;
}

const keyOf = ({ uploadId, holderType, holderId }: LinkRow) => [uploadId, holderType, holderId];

export const uploadLinks = new InMemoryTable<LinkRow>({ name: 'upload-link', key: keyOf });

export class InMemoryUploadRepository extends UploadRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  add(upload: Upload, within?: Within) {
    return this.store.session(within).insert(uploads, upload.snapshot());
  }

  async save(upload: Upload, within?: Within) {
    await this.store.session(within).update(uploads, upload.snapshot());
    upload.saved();
  }

  async find(id: UploadId, within?: Within) {
    return rehydrated(await this.store.session(within).find(uploads, id));
  }

  async getForUpdate(id: UploadId, within?: Within) {
    const upload = rehydrated(await this.store.session(within).findForUpdate(uploads, id));
    if (!upload) throw new UploadNotFound(id);
    return upload;
  }

  async listForUpdate(ids: readonly UploadId[], within?: Within) {
    const session = this.store.session(within);
    const found: Upload[] = [];
    for (const id of [...new Set(ids)].sort()) {
      const upload = rehydrated(await session.findForUpdate(uploads, id));
      if (upload) found.push(upload);
    }
    return found;
  }

  async setLinks(holder: UploadHolder, ids: readonly UploadId[], now: Date, within?: Within) {
    const session = this.store.session(within);
    for (const link of await linksOf(session, holder)) {
      if (!ids.includes(link.uploadId)) await session.delete(uploadLinks, keyOf(link));
    }
    for (const uploadId of ids) {
      const link = { uploadId, holderType: holder.type, holderId: holder.id, createdAt: now };
      await session.insertIfAbsent(uploadLinks, link);
    }
  }

  async linkedTo(holder: UploadHolder, within?: Within) {
    const links = await linksOf(this.store.session(within), holder);
    return links.map(({ uploadId }) => uploadId).sort();
  }

  async isLinked(id: UploadId, within?: Within) {
    const links = await this.store.session(within).where(uploadLinks, ({ uploadId }) => uploadId === id);
    return links.length > 0;
  }

  async listToPurge(now: Date, idleSince: Date, limit: number) {
    const session = this.store.session();
    const linked = new Set((await session.all(uploadLinks)).map(({ uploadId }) => uploadId));
    const due = await session.where(uploads, (upload) => {
      switch (upload.state) {
        case 'initiated':
          return upload.expiresAt <= now;
        case 'stored':
        case 'ready':
          return !linked.has(upload.id) && upload.updatedAt < idleSince;
        case 'expired':
        case 'orphaned':
          return true;
        case 'purged':
          return false;
      }
    });
    return due
      .sort((left, right) => left.createdAt.getTime() - right.createdAt.getTime())
      .slice(0, limit)
      .map(({ id }) => id);
  }
}

function linksOf(session: InMemorySession, { type, id }: UploadHolder) {
  return session.where(uploadLinks, ({ holderType, holderId }) => holderType === type && holderId === id);
}

function rehydrated(row: UploadRecord | null): Upload | null {
  return row?.deletedAt === null ? Upload.rehydrate(row) : null;
}
