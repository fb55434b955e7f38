import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { AuditLog } from '../../platform/index.js';
import type { Identity } from '../model/identity.js';
import type { IdentityId } from '../model/identity-record.js';
import { assertReviewer } from './assert-reviewer.js';
import { changeIdentity } from './change-identity.js';
import type { IdentityScope } from './store-identity.js';

/** What every act of a reviewer asks for. */
export interface ReviewIdentityInput {
  readonly actor: Actor;
  readonly identityId: IdentityId;
  /** The version the actor looked at; any when undefined. */
  readonly expectedVersion?: number | undefined;
}

export type ReviewScope = IdentityScope & { readonly auditLog: AuditLog };

/** What an act of a reviewer takes: a use case hands on what it was made with. */
export interface Review {
  readonly unitOfWork: UnitOfWork<ReviewScope>;
  readonly ids: IdGenerator;
  readonly clock: Clock;
}

/**
 * The frame of every act of a reviewer: who may, and what is kept of it.
 * @param act answers whether it changed the identity. What had been done before succeeds whatever version the actor
 *   saw.
 * @throws PermissionMissing; IdentityNotFound; StaleVersion; what `act` throws
 */
export async function reviewIdentity(
  { unitOfWork, ids, clock }: Review,
  { actor, identityId, expectedVersion }: ReviewIdentityInput,
  act: (identity: Identity, now: Date, scope: ReviewScope) => Promise<boolean> | boolean,
): Promise<Identity> {
  assertReviewer(actor);
  return changeIdentity(unitOfWork, ids, clock, identityId, async (scope, identity, now) => {
    const { state: from } = identity.snapshot();
    if (!(await act(identity, now, scope))) return false;
    identity.assertVersion(expectedVersion);
    const { state: to, reasonCodes, internalNote } = identity.snapshot();
    await scope.auditLog.record({
      actorId: actor.userId,
      actorKind: 'staff',
      action: 'kyc:review',
      resourceType: 'identity',
      resourceId: identityId,
      diff: { from, to, reasonCodes },
      reason: internalNote,
      at: now,
    });
    return true;
  });
}
