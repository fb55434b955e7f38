import {
  CreateUpload,
  DeleteUpload,
  OpenDownload,
  PurgeUploads,
  ReadUpload,
  StoreUploadContent,
  type Actor,
  type UploadPurpose,
} from '@2krika/domain';
import { pngBytes, sha256Of, streamOf } from '../../factories/files/file-content.js';
import { FakeClock } from '../fake-clock.js';
import { InMemoryDatabase } from '../in-memory/in-memory-database.js';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryUnitOfWork } from '../in-memory/in-memory-unit-of-work.js';
import { publishedEventNames } from '../platform/in-memory-outbox.js';
import { inMemoryPlatform } from '../platform/in-memory-platform.js';
import { SequentialIds } from '../sequential-ids.js';
import { FakeUploadAudience } from './fake-upload-audience.js';
import { inMemoryFiles, inMemoryFileViews } from './in-memory-files.js';
import { InMemoryFileStorage } from './in-memory-file-storage.js';

const scopeOf = (store: InMemoryStore) => ({ ...inMemoryPlatform(store), ...inMemoryFiles(store) });

/** Somebody without any special right. */
export function anActor(userId: string): Actor {
  return { userId, permissions: new Set() };
}

/** The use cases of files on a store in memory. */
export function filesBench() {
  const database = new InMemoryDatabase();
  const unitOfWork = new InMemoryUnitOfWork(database, scopeOf);
  const { uploads } = inMemoryFiles(database);
  const { uploadViews } = inMemoryFileViews(database);
  const [storage, audience] = [new InMemoryFileStorage(), new FakeUploadAudience()];
  const [clock, ids] = [new FakeClock(), new SequentialIds()];
  const createUpload = new CreateUpload(unitOfWork, ids, clock);
  const storeUploadContent = new StoreUploadContent(unitOfWork, storage, clock);
  const bytes = pngBytes();

  /** A picture that was announced and not sent. */
  async function announced(actor: Actor, purpose: UploadPurpose = 'service_media') {
    const file = { name: 'logo.png', mimeType: 'image/png', sizeBytes: bytes.length };
    return createUpload.execute({ actor, purpose, ...file, sha256: await sha256Of(bytes) });
  }

  /** A picture that was announced, sent and found right. */
  async function ready(actor: Actor, purpose?: UploadPurpose) {
    const { id } = await announced(actor, purpose);
    return storeUploadContent.execute({ actor, uploadId: id, content: streamOf(bytes) });
  }

  return {
    database,
    ...{ unitOfWork, uploads, storage, audience, clock, bytes, announced, ready },
    ...{ createUpload, storeUploadContent },
    readUpload: new ReadUpload(uploadViews),
    openDownload: new OpenDownload(uploadViews, [new FakeUploadAudience(), audience], storage),
    deleteUpload: new DeleteUpload(unitOfWork, storage, clock),
    purgeUploads: new PurgeUploads(uploads, unitOfWork, storage, clock),
    /** The names of the events published so far. */
    eventNames: () => publishedEventNames(database),
  };
}
