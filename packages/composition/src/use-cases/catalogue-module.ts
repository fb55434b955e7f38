import {
  AddOption,
  ApproveService,
  ArchiveService,
  CatalogueViews,
  Clock,
  CreateService,
  IdGenerator,
  ListCategories,
  ListOwnServices,
  ListServices,
  PauseService,
  ReadService,
  ReinstateService,
  RejectService,
  RemoveOption,
  RestoreCategory,
  RestoreService,
  ResumeService,
  SeedCategories,
  SetServiceMedia,
  SetServicePackages,
  SetServiceRequirements,
  SubmitService,
  SuspendService,
  UpdateOption,
  UpdateService,
} from '@2krika/domain';
import { ContainerModule } from 'inversify';
import { ScopedUnitOfWork } from '../scoped-unit-of-work.js';

export const catalogueModule = new ContainerModule(({ bind }) => {
  bind(SeedCategories).toResolvedValue(
    (unitOfWork, ids, clock) => new SeedCategories(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(ListCategories).toResolvedValue((catalogue) => new ListCategories(catalogue), [CatalogueViews]);
  bind(CreateService).toResolvedValue(
    (unitOfWork, ids, clock) => new CreateService(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(UpdateService).toResolvedValue(
    (unitOfWork, clock) => new UpdateService(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(SetServicePackages).toResolvedValue(
    (unitOfWork, ids, clock) => new SetServicePackages(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(SetServiceRequirements).toResolvedValue(
    (unitOfWork, clock) => new SetServiceRequirements(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(AddOption).toResolvedValue(
    (unitOfWork, ids, clock) => new AddOption(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(UpdateOption).toResolvedValue(
    (unitOfWork, clock) => new UpdateOption(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(RemoveOption).toResolvedValue(
    (unitOfWork, clock) => new RemoveOption(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(SetServiceMedia).toResolvedValue(
    (unitOfWork, clock) => new SetServiceMedia(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(SubmitService).toResolvedValue(
    (unitOfWork, clock) => new SubmitService(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(ApproveService).toResolvedValue(
    (unitOfWork, clock) => new ApproveService(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(RejectService).toResolvedValue(
    (unitOfWork, clock) => new RejectService(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(PauseService).toResolvedValue(
    (unitOfWork, clock) => new PauseService(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(ResumeService).toResolvedValue(
    (unitOfWork, clock) => new ResumeService(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(SuspendService).toResolvedValue(
    (unitOfWork, clock) => new SuspendService(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(ReinstateService).toResolvedValue(
    (unitOfWork, clock) => new ReinstateService(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(RestoreService).toResolvedValue(
    (unitOfWork, clock) => new RestoreService(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(RestoreCategory).toResolvedValue(
    (unitOfWork, clock) => new RestoreCategory(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(ArchiveService).toResolvedValue(
    (unitOfWork, clock) => new ArchiveService(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(ListServices).toResolvedValue((catalogue) => new ListServices(catalogue), [CatalogueViews]);
  bind(ListOwnServices).toResolvedValue((catalogue) => new ListOwnServices(catalogue), [CatalogueViews]);
  bind(ReadService).toResolvedValue((catalogue) => new ReadService(catalogue), [CatalogueViews]);
});
