import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../model/actor.js';
import type { SessionRepository } from '../ports/session-repository.js';

/** Ends every session of the actor, this one included. */
export class LogOutEverywhere {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ sessions: SessionRepository }>,
    private readonly clock: Clock,
  ) {}

  async execute({ actor }: { readonly actor: Actor }): Promise<void> {
    await this.unitOfWork.run(async ({ sessions }) => {
      await sessions.revokeAllOf(actor.userId, 'logged_out', this.clock.now());
    });
  }
}
