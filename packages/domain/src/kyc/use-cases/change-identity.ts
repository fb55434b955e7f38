import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { Identity } from '../model/identity.js';
import type { IdentityId } from '../model/identity-record.js';
import { IdentityNotFound } from '../model/kyc-errors.js';
import { storeIdentity, type IdentityScope } from './store-identity.js';

/** Whose identity is changed. */
export interface OwnIdentityInput {
  readonly actor: Actor;
  readonly identityId: IdentityId;
}

/**
 * Changes an identity and stores what goes with the change.
 * @param change answers whether there was anything to change; nothing is written when there was not
 * @throws IdentityNotFound; whatever the change throws
 */
export function changeIdentity<Scope extends IdentityScope>(
  unitOfWork: UnitOfWork<Scope>,
  ids: IdGenerator,
  clock: Clock,
  identityId: IdentityId,
  change: (scope: Scope, identity: Identity, now: Date) => Promise<boolean>,
): Promise<Identity> {
  return unitOfWork.run(async (scope) => {
    const known = await scope.identities.find(identityId);
    if (!known) throw new IdentityNotFound(identityId);
    // Before the identity: an approval changes two of the same person, and both change the person.
    const owner = await scope.users.getForUpdate(known.snapshot().userId);
    const identity = await scope.identities.getForUpdate(identityId);
    const now = clock.now();
    if (await change(scope, identity, now)) await storeIdentity(scope, owner, identity, ids, now);
    return identity;
  });
}
