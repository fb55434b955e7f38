import {
  AesVault,
  Argon2Hasher,
  FolderNotifier,
  LocalBackupStore,
  JoseTokenSigner,
  LocalFileStorage,
  RandomSecretGenerator,
  UuidGenerator,
  type SystemClock,
} from '@2krika/adapters-node';
import {
  BackupStore,
  Clock,
  FileStorage,
  Hasher,
  IdGenerator,
  Notifier,
  SecretGenerator,
  TokenSigner,
  Vault,
} from '@2krika/domain';
import { ContainerModule } from 'inversify';
import type { Config } from './config.js';
import { DevelopmentMailbox } from './development.js';

/** Binds what the host itself offers. */
export function nodeModule(config: Config, clock: SystemClock): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(Clock).toConstantValue(clock);
    bind(IdGenerator).toConstantValue(new UuidGenerator());
    bind(Hasher).toConstantValue(new Argon2Hasher());
    bind(SecretGenerator).toConstantValue(new RandomSecretGenerator());
    bind(TokenSigner).toConstantValue(new JoseTokenSigner(config.signingKey));
    bind(Vault).toConstantValue(new AesVault(config.encryptionKey));
    const mailbox = new FolderNotifier(config.mailFolder);
    bind(DevelopmentMailbox).toConstantValue(mailbox);
    bind(FileStorage).toConstantValue(new LocalFileStorage(config.filesFolder));
    bind(BackupStore).toConstantValue(new LocalBackupStore(config.backup.folder));
    bind(Notifier).toConstantValue(mailbox);
  });
}
