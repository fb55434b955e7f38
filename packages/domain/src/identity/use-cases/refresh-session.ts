import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import { InvalidRefreshToken } from '../model/user-errors.js';
import type { SecretGenerator } from '../ports/secret-generator.js';
import type { SessionRepository } from '../ports/session-repository.js';
import type { TokenSigner } from '../ports/token-signer.js';
import type { UserRepository } from '../ports/user-repository.js';
import { tokenPair, type TokenPair } from './access-tokens.js';

/**
 * Exchanges a refresh token for the next pair. A token seen a second time was copied: the whole family ends,
 * the thief's session with it.
 */
export class RefreshSession {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ users: UserRepository; sessions: SessionRepository }>,
    private readonly secrets: SecretGenerator,
    private readonly signer: TokenSigner,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidRefreshToken; AccountClosed */
  async execute({ refreshToken }: { readonly refreshToken: string }): Promise<TokenPair> {
    const { secret, hash } = this.secrets.generate();
    const successor = await this.unitOfWork.run(async ({ users, sessions }) => {
      const now = this.clock.now();
      const session = await sessions.findByRefreshHashForUpdate(this.secrets.hash(refreshToken));
      if (!session) return null;
      const { familyId, userId } = session.snapshot();
      if (session.wasRotated) {
        // Refusing by throwing would roll this back: the refusal follows after the commit.
        await sessions.revokeFamily(familyId, 'reused', now);
        return null;
      }
      if (!session.isLive(now)) return null;
      (await users.getForUpdate(userId)).assertMaySignIn();
      const next = session.rotate({ id: this.ids.generate(), refreshHash: hash, now });
      await sessions.save(session);
      await sessions.add(next);
      return next.snapshot();
    });
    if (!successor) throw new InvalidRefreshToken();
    return tokenPair(this.signer, this.clock, successor, secret);
  }
}
