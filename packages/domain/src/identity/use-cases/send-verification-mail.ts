import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Notifier } from '../../platform/index.js';
import type { UserId } from '../model/actor.js';
import { OneTimeToken } from '../model/one-time-token.js';
import type { OneTimeTokenRepository } from '../ports/one-time-token-repository.js';
import type { SecretGenerator } from '../ports/secret-generator.js';
import type { UserRepository } from '../ports/user-repository.js';

/**
 * Mails the token that verifies an address. Reacts to `user.registered` and `user.verification_requested`:
 * the secret is made here and not at registration, so that no table ever holds it.
 */
export class SendVerificationMail {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ users: UserRepository; oneTimeTokens: OneTimeTokenRepository }>,
    private readonly notifier: Notifier,
    private readonly secrets: SecretGenerator,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * Run twice, it mails twice, and only the newest token counts. Nothing for a user who is gone or verified.
   * @throws Unavailable when the mail was not taken over
   */
  async execute({ userId }: { readonly userId: UserId }): Promise<void> {
    const { secret, hash } = this.secrets.generate();
    const recipient = await this.unitOfWork.run(async ({ users, oneTimeTokens }) => {
      const user = await users.find(userId);
      if (user?.status !== 'unverified') return null;
      await oneTimeTokens.add(
        OneTimeToken.issue({
          id: this.ids.generate(),
          userId,
          purpose: 'verify_email',
          secretHash: hash,
          now: this.clock.now(),
        }),
      );
      return user.snapshot();
    });
    if (!recipient) return;
    await this.notifier.send({
      channel: 'email',
      to: recipient.email,
      locale: recipient.locale,
      message: { template: 'verify_email', params: { fullName: recipient.fullName, token: secret } },
    });
  }
}
