import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Identity } from '../model/identity.js';
import { reviewIdentity, type ReviewIdentityInput, type ReviewScope } from './review-identity.js';

/** Lets other reviewers have an identity again. */
export class ReleaseIdentity {
  constructor(
    private readonly unitOfWork: UnitOfWork<ReviewScope>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * Again changes nothing.
   * @throws PermissionMissing; IdentityNotFound; StaleVersion; OwnIdentityDecision; IdentityClaimed;
   *   IdentityEventRefused
   */
  execute(input: ReviewIdentityInput): Promise<Identity> {
    const { unitOfWork, ids, clock } = this;
    return reviewIdentity({ unitOfWork, ids, clock }, input, (identity, now) =>
      identity.release(input.actor.userId, now),
    );
  }
}
