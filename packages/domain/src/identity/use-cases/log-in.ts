import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import { Session } from '../model/session.js';
import { InvalidCredentials } from '../model/user-errors.js';
import type { User } from '../model/user.js';
import type { Hasher } from '../ports/hasher.js';
import type { SecretGenerator } from '../ports/secret-generator.js';
import type { SessionRepository } from '../ports/session-repository.js';
import type { TokenSigner } from '../ports/token-signer.js';
import type { UserRepository } from '../ports/user-repository.js';
import { tokenPair, type TokenPair } from './access-tokens.js';

export interface LogInInput {
  /** Address or username. */
  readonly login: string;
  readonly password: string;
  readonly userAgent: string | null;
}

/** Signs somebody in on one device. */
export class LogIn {
  /** Verified against when nobody has the name, so that a wrong name takes as long as a wrong password. */
  private decoy: Promise<string> | undefined;

  constructor(
    private readonly unitOfWork: UnitOfWork<{ users: UserRepository; sessions: SessionRepository }>,
    private readonly hasher: Hasher,
    private readonly secrets: SecretGenerator,
    private readonly signer: TokenSigner,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidCredentials; EmailNotVerified; AccountClosed */
  async execute({ login, password, userAgent }: LogInInput): Promise<TokenPair> {
    const known = await this.unitOfWork.run(({ users }) => users.findByLogin(normalizeLogin(login)));
    if (!known || !(await this.isPasswordOf(known, password))) {
      if (!known) await this.hasher.verify(await this.decoyHash(), password);
      throw new InvalidCredentials();
    }
    const { passwordHash } = known.snapshot();
    const rehashed = this.hasher.needsRehash(passwordHash) ? await this.hasher.hash(password) : null;
    const { secret, hash } = this.secrets.generate();
    const session = await this.unitOfWork.run(async ({ users, sessions }) => {
      const now = this.clock.now();
      const user = await users.getForUpdate(known.id);
      // Verifying is slow: what was verified may have been replaced meanwhile.
      if (user.snapshot().passwordHash !== passwordHash) throw new InvalidCredentials();
      user.logIn(now);
      if (rehashed !== null) user.rehashPassword(rehashed, now);
      const opened = Session.open({
        id: this.ids.generate(),
        familyId: this.ids.generate(),
        userId: user.id,
        refreshHash: hash,
        userAgent,
        now,
      });
      await users.save(user);
      await sessions.add(opened);
      return opened.snapshot();
    });
    return tokenPair(this.signer, this.clock, session, secret);
  }

  private isPasswordOf(user: User, password: string): Promise<boolean> {
    return this.hasher.verify(user.snapshot().passwordHash, password);
  }

  private decoyHash(): Promise<string> {
    this.decoy ??= this.hasher.hash(this.ids.generate());
    return this.decoy;
  }
}

function normalizeLogin(login: string): string {
  return login.normalize('NFKC').trim().toLowerCase();
}
