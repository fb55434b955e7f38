import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Outbox } from '../../platform/index.js';
import type { User } from '../model/user.js';
import { InvalidOneTimeToken } from '../model/user-errors.js';
import type { OneTimeTokenRepository } from '../ports/one-time-token-repository.js';
import type { SecretGenerator } from '../ports/secret-generator.js';
import type { UserRepository } from '../ports/user-repository.js';

/** Opens the account to its owner, who proves with the mailed token that the address is theirs. */
export class VerifyEmail {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      users: UserRepository;
      oneTimeTokens: OneTimeTokenRepository;
      outbox: Outbox;
    }>,
    private readonly secrets: SecretGenerator,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidOneTimeToken */
  async execute({ token: secret }: { readonly token: string }): Promise<User> {
    return this.unitOfWork.run(async ({ users, oneTimeTokens, outbox }) => {
      const token = await oneTimeTokens.findBySecretHashForUpdate('verify_email', this.secrets.hash(secret));
      if (!token) throw new InvalidOneTimeToken();
      const now = this.clock.now();
      token.use(now);
      const user = await users.getForUpdate(token.userId);
      user.verifyEmail(now);
      await oneTimeTokens.save(token);
      await users.save(user);
      await outbox.publish(user.pullEvents());
      return user;
    });
  }
}
