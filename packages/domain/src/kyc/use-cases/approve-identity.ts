import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Decision, Identity } from '../model/identity.js';
import { reviewIdentity, type ReviewIdentityInput, type ReviewScope } from './review-identity.js';

export interface ApproveIdentityInput extends ReviewIdentityInput, Decision {}

/** Believes an identity: its level is its owner's from now on. Of two that have to approve, the first endorses. */
export class ApproveIdentity {
  constructor(
    private readonly unitOfWork: UnitOfWork<ReviewScope>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * Again changes nothing.
   * @throws PermissionMissing; IdentityNotFound; StaleVersion; OwnIdentityDecision; IdentityClaimed;
   *   IdentityDocumentExpired; InvalidIdentity; IdentityDocumentTaken; IdentityEventRefused
   */
  execute({ messageToUser, internalNote, ...input }: ApproveIdentityInput): Promise<Identity> {
    const { unitOfWork, ids, clock } = this;
    return reviewIdentity({ unitOfWork, ids, clock }, input, async (identity, now, scope) => {
      const hasActed = identity.approve(input.actor.userId, { messageToUser, internalNote }, now);
      if (identity.snapshot().state === 'approved' && hasActed)
        await this.supersedeOthers(scope, identity, now);
      return hasActed;
    });
  }

  /** First, because only one of a person is approved at a time; and it may be the same document. */
  private async supersedeOthers(scope: ReviewScope, identity: Identity, now: Date): Promise<void> {
    for (const { id } of await scope.identities.listOf(identity.snapshot().userId)) {
      if (id === identity.id) continue;
      const other = await scope.identities.getForUpdate(id);
      if (other.snapshot().state !== 'approved') continue;
      other.supersede(now);
      await scope.identities.save(other);
      await scope.deadlines.disarm({ aggregateType: 'identity', aggregateId: id }, 'all', now);
    }
  }
}
