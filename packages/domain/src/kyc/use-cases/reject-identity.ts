import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Identity, Refusal } from '../model/identity.js';
import { reviewIdentity, type ReviewIdentityInput, type ReviewScope } from './review-identity.js';

export interface RefuseIdentityInput extends ReviewIdentityInput, Refusal {}

/** Does not believe an identity. */
export class RejectIdentity {
  constructor(
    private readonly unitOfWork: UnitOfWork<ReviewScope>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * Again changes nothing.
   * @throws PermissionMissing; IdentityNotFound; StaleVersion; OwnIdentityDecision; IdentityClaimed; InvalidIdentity;
   *   IdentityEventRefused
   */
  execute({ reasonCodes, messageToUser, internalNote, ...input }: RefuseIdentityInput): Promise<Identity> {
    const { unitOfWork, ids, clock } = this;
    return reviewIdentity({ unitOfWork, ids, clock }, input, (identity, now) =>
      identity.reject(input.actor.userId, { reasonCodes, messageToUser, internalNote }, now),
    );
  }
}
