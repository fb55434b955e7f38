import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Identity } from '../model/identity.js';
import { reviewIdentity, type ReviewIdentityInput, type ReviewScope } from './review-identity.js';

/** Keeps other reviewers off an identity for half an hour. */
export class ClaimIdentity {
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
      identity.claim(input.actor.userId, now),
    );
  }
}
