import {
  ApproveIdentity,
  AttachIdentityDocument,
  ClaimIdentity,
  Clock,
  DetachIdentityDocument,
  FileStorage,
  IdGenerator,
  IdentityViews,
  KycLimitRepository,
  KycViews,
  LapseIdentity,
  ListIdentities,
  ListOwnIdentities,
  OpenIdentityDocument,
  ReadIdentity,
  ReadOwnIdentity,
  ReadOwnKyc,
  RejectIdentity,
  ReleaseIdentity,
  RequestResubmission,
  SeedKycLimits,
  StartIdentity,
  SubmitIdentity,
  UpdateIdentity,
  UploadViews,
  Vault,
  WithdrawIdentity,
} from '@2krika/domain';
import { ContainerModule } from 'inversify';
import { ScopedUnitOfWork } from '../scoped-unit-of-work.js';

export const kycModule = new ContainerModule(({ bind }) => {
  bind(SeedKycLimits).toResolvedValue(
    (unitOfWork, ids, clock) => new SeedKycLimits(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(StartIdentity).toResolvedValue(
    (unitOfWork, vault, ids, clock) => new StartIdentity(unitOfWork, vault, ids, clock),
    [ScopedUnitOfWork, Vault, IdGenerator, Clock],
  );
  bind(UpdateIdentity).toResolvedValue(
    (unitOfWork, vault, ids, clock) => new UpdateIdentity(unitOfWork, vault, ids, clock),
    [ScopedUnitOfWork, Vault, IdGenerator, Clock],
  );
  bind(AttachIdentityDocument).toResolvedValue(
    (unitOfWork, ids, clock) => new AttachIdentityDocument(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(DetachIdentityDocument).toResolvedValue(
    (unitOfWork, ids, clock) => new DetachIdentityDocument(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(SubmitIdentity).toResolvedValue(
    (unitOfWork, ids, clock) => new SubmitIdentity(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(WithdrawIdentity).toResolvedValue(
    (unitOfWork, ids, clock) => new WithdrawIdentity(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(LapseIdentity).toResolvedValue(
    (unitOfWork, ids, clock) => new LapseIdentity(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(ClaimIdentity).toResolvedValue(
    (unitOfWork, ids, clock) => new ClaimIdentity(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(ReleaseIdentity).toResolvedValue(
    (unitOfWork, ids, clock) => new ReleaseIdentity(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(ApproveIdentity).toResolvedValue(
    (unitOfWork, ids, clock) => new ApproveIdentity(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(RequestResubmission).toResolvedValue(
    (unitOfWork, ids, clock) => new RequestResubmission(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(RejectIdentity).toResolvedValue(
    (unitOfWork, ids, clock) => new RejectIdentity(unitOfWork, ids, clock),
    [ScopedUnitOfWork, IdGenerator, Clock],
  );
  bind(ListOwnIdentities).toResolvedValue((kyc) => new ListOwnIdentities(kyc), [KycViews]);
  bind(ReadOwnIdentity).toResolvedValue((kyc) => new ReadOwnIdentity(kyc), [KycViews]);
  bind(ListIdentities).toResolvedValue((kyc) => new ListIdentities(kyc), [KycViews]);
  bind(ReadOwnKyc).toResolvedValue(
    (identity, kyc, limits, clock) => new ReadOwnKyc(identity, kyc, limits, clock),
    [IdentityViews, KycViews, KycLimitRepository, Clock],
  );
  bind(ReadIdentity).toResolvedValue(
    (kyc, unitOfWork, vault, clock) => new ReadIdentity(kyc, unitOfWork, vault, clock),
    [KycViews, ScopedUnitOfWork, Vault, Clock],
  );
  bind(OpenIdentityDocument).toResolvedValue(
    (kyc, uploads, unitOfWork, storage, clock) =>
      new OpenIdentityDocument(kyc, uploads, unitOfWork, storage, clock),
    [KycViews, UploadViews, ScopedUnitOfWork, FileStorage, Clock],
  );
});
