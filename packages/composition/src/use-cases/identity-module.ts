import {
  Authenticate,
  BackupStore,
  Clock,
  DeadLetters,
  ExplainSlowQuery,
  Hasher,
  IdentityViews,
  IdGenerator,
  JobRuns,
  ListBackups,
  ListDeadLetters,
  ListSlowQueries,
  ListJobRuns,
  LogIn,
  LogOut,
  LogOutEverywhere,
  Notifier,
  QueryPlans,
  ReadOwnProfile,
  RefreshSession,
  RegisterUser,
  ReplayDeadLetter,
  RequestEmailVerification,
  RestoreUser,
  SecretGenerator,
  SeedRoles,
  SlowQueries,
  SendVerificationMail,
  TokenSigner,
  VerifyEmail,
} from '@2krika/domain';
import { ContainerModule } from 'inversify';
import { ScopedUnitOfWork } from '../scoped-unit-of-work.js';

export const identityModule = new ContainerModule(({ bind }) => {
  bind(RegisterUser).toResolvedValue(
    (unitOfWork, hasher, ids, clock) => new RegisterUser(unitOfWork, hasher, ids, clock),
    [ScopedUnitOfWork, Hasher, IdGenerator, Clock],
  );
  bind(SendVerificationMail).toResolvedValue(
    (unitOfWork, notifier, secrets, ids, clock) =>
      new SendVerificationMail(unitOfWork, notifier, secrets, ids, clock),
    [ScopedUnitOfWork, Notifier, SecretGenerator, IdGenerator, Clock],
  );
  bind(VerifyEmail).toResolvedValue(
    (unitOfWork, secrets, clock) => new VerifyEmail(unitOfWork, secrets, clock),
    [ScopedUnitOfWork, SecretGenerator, Clock],
  );
  bind(RequestEmailVerification).toResolvedValue(
    (unitOfWork, clock) => new RequestEmailVerification(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  // One for the whole process, because it keeps the decoy it hashed.
  bind(LogIn)
    .toResolvedValue(
      (unitOfWork, hasher, secrets, signer, ids, clock) =>
        new LogIn(unitOfWork, hasher, secrets, signer, ids, clock),
      [ScopedUnitOfWork, Hasher, SecretGenerator, TokenSigner, IdGenerator, Clock],
    )
    .inSingletonScope();
  bind(RefreshSession).toResolvedValue(
    (unitOfWork, secrets, signer, ids, clock) => new RefreshSession(unitOfWork, secrets, signer, ids, clock),
    [ScopedUnitOfWork, SecretGenerator, TokenSigner, IdGenerator, Clock],
  );
  bind(LogOut).toResolvedValue(
    (unitOfWork, secrets, clock) => new LogOut(unitOfWork, secrets, clock),
    [ScopedUnitOfWork, SecretGenerator, Clock],
  );
  bind(LogOutEverywhere).toResolvedValue(
    (unitOfWork, clock) => new LogOutEverywhere(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(Authenticate).toResolvedValue(
    (identities, signer, clock) => new Authenticate(identities, signer, clock),
    [IdentityViews, TokenSigner, Clock],
  );
  bind(ReadOwnProfile).toResolvedValue((identities) => new ReadOwnProfile(identities), [IdentityViews]);
  bind(RestoreUser).toResolvedValue(
    (unitOfWork, clock) => new RestoreUser(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
  bind(SeedRoles).toResolvedValue((unitOfWork) => new SeedRoles(unitOfWork), [ScopedUnitOfWork]);
  bind(ListSlowQueries).toResolvedValue((slowQueries) => new ListSlowQueries(slowQueries), [SlowQueries]);
  bind(ExplainSlowQuery).toResolvedValue(
    (slowQueries, plans) => new ExplainSlowQuery(slowQueries, plans),
    [SlowQueries, QueryPlans],
  );
  bind(ListDeadLetters).toResolvedValue((deadLetters) => new ListDeadLetters(deadLetters), [DeadLetters]);
  bind(ListJobRuns).toResolvedValue((runs) => new ListJobRuns(runs), [JobRuns]);
  bind(ListBackups).toResolvedValue((backups) => new ListBackups(backups), [BackupStore]);
  bind(ReplayDeadLetter).toResolvedValue(
    (unitOfWork, clock) => new ReplayDeadLetter(unitOfWork, clock),
    [ScopedUnitOfWork, Clock],
  );
});
