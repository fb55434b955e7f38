import {
  ChatUploadAudience,
  Clock,
  CreateUpload,
  DeleteUpload,
  DeliveryUploadAudience,
  FileStorage,
  IdGenerator,
  OpenDownload,
  PurgeUploads,
  ReadUpload,
  StoreUploadContent,
  UploadRepository,
  UploadViews,
} from '@2krika/domain';
import { ContainerModule } from 'inversify';
import { ScopedUnitOfWork } from '../scoped-unit-of-work.js';

export const filesModule = new ContainerModule(({ bind }) => {
  bind(CreateUpload).toResolvedValue(
    (unitOfWork, ids, clock) => new CreateUpload(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(StoreUploadContent).toResolvedValue(
    (unitOfWork, storage, clock) => new StoreUploadContent(unitOfWork, storage, clock),
    [ScopedUnitOfWork, FileStorage, Clock],
  );
  bind(ReadUpload).toResolvedValue((uploads) => new ReadUpload(uploads), [UploadViews]);
  bind(OpenDownload).toResolvedValue(
    (uploads, chats, deliveries, storage) => new OpenDownload(uploads, [chats, deliveries], storage),
    [UploadViews, ChatUploadAudience, DeliveryUploadAudience, FileStorage],
  );
  bind(DeleteUpload).toResolvedValue(
    (unitOfWork, storage, clock) => new DeleteUpload(unitOfWork, storage, clock),
    [ScopedUnitOfWork, FileStorage, Clock],
  );
  bind(PurgeUploads).toResolvedValue(
    (uploads, unitOfWork, storage, clock) => new PurgeUploads(uploads, unitOfWork, storage, clock),
    [UploadRepository, ScopedUnitOfWork, FileStorage, Clock],
  );
});
