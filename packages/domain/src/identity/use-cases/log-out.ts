import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../model/actor.js';
import type { SecretGenerator } from '../ports/secret-generator.js';
import type { SessionRepository } from '../ports/session-repository.js';

/** Ends the session the refresh token belongs to. A token that is not the actor's, or ended already, changes nothing. */
export class LogOut {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ sessions: SessionRepository }>,
    private readonly secrets: SecretGenerator,
    private readonly clock: Clock,
  ) {}

  async execute({
    actor,
    refreshToken,
  }: {
    readonly actor: Actor;
    readonly refreshToken: string;
  }): Promise<void> {
    await this.unitOfWork.run(async ({ sessions }) => {
      const session = await sessions.findByRefreshHashForUpdate(this.secrets.hash(refreshToken));
      if (session?.snapshot().userId !== actor.userId) return;
      await sessions.revokeFamily(session.snapshot().familyId, 'logged_out', this.clock.now());
    });
  }
}
