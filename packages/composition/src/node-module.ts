import {
  AesVault,
  Argon2Hasher,
  FolderNotifier,
  JoseTokenSigner,
  RandomSecretGenerator,
  SystemClock,
  UuidGenerator,
} from '@2krika/adapters-node';
import { Clock, Hasher, IdGenerator, Notifier, SecretGenerator, TokenSigner, Vault } from '@2krika/domain';
import { ContainerModule } from 'inversify';
import type { Config } from './config.js';

/** Binds what the host itself offers. */
export function nodeModule(config: Config): ContainerModule {
  return new ContainerModule(({ bind }) => {
    const clock = new SystemClock();
    bind(SystemClock).toConstantValue(clock);
    bind(Clock).toConstantValue(clock);
    bind(IdGenerator).toConstantValue(new UuidGenerator());
    bind(Hasher).toConstantValue(new Argon2Hasher());
    bind(SecretGenerator).toConstantValue(new RandomSecretGenerator());
    bind(TokenSigner).toConstantValue(new JoseTokenSigner(config.signingKey));
    bind(Vault).toConstantValue(new AesVault(config.encryptionKey));
    const mailbox = new FolderNotifier(config.mailFolder);
    bind(FolderNotifier).toConstantValue(mailbox);
    bind(Notifier).toConstantValue(mailbox);
  });
}
