import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Identity } from '../model/identity.js';
import type { RefuseIdentityInput } from './reject-identity.js';
import { reviewIdentity, type ReviewScope } from './review-identity.js';

/** Asks the owner of an identity to try again: the next attempt begins with the pictures that were fine. */
export class RequestResubmission {
  constructor(
    private readonly unitOfWork: UnitOfWork<ReviewScope>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * Again changes nothing.
   * @throws PermissionMissing; IdentityNotFound; StaleVersion; OwnIdentityDecision; IdentityClaimed; InvalidIdentity;
   *   AttemptsExhausted; IdentityEventRefused
   */
  execute({ reasonCodes, messageToUser, internalNote, ...input }: RefuseIdentityInput): Promise<Identity> {
    const { unitOfWork, ids, clock } = this;
    return reviewIdentity({ unitOfWork, ids, clock }, input, (identity, now) =>
      identity.requestResubmission(input.actor.userId, { reasonCodes, messageToUser, internalNote }, now),
    );
  }
}
