import type { IdGenerator } from '../../kernel/index.js';
import type { UserRepository, User } from '../../identity/index.js';
import type { UploadRepository } from '../../files/index.js';
import type { DeadlineRepository, Outbox } from '../../platform/index.js';
import type { Identity } from '../model/identity.js';
import { kycStandingOf } from '../model/kyc-standing.js';
import type { IdentityRepository } from '../ports/identity-repository.js';

/** What a transaction needs to store what happened to an identity. */
export interface IdentityScope {
  readonly users: UserRepository;
  readonly identities: IdentityRepository;
  readonly uploads: UploadRepository;
  readonly deadlines: DeadlineRepository;
  readonly outbox: Outbox;
}

/** The identity as its deadlines name it. */
export function identityOwner({ id }: Identity) {
  return { aggregateType: 'identity', aggregateId: id } as const;
}

/** The identity as what holds its documents. */
export function identityHolder({ id }: Identity) {
  return { type: 'identity', id } as const;
}

/**
 * Stores a changed identity with everything that goes with the change: what its owner has proved now, the next thing
 * to happen by itself, files nobody will look at, events.
 */
export async function storeIdentity(
  scope: IdentityScope,
  owner: User,
  identity: Identity,
  ids: IdGenerator,
  now: Date,
): Promise<void> {
  await scope.identities.save(identity);
  await tellOfIdentity(scope, owner, identity, ids, now);
}

/** Likewise for one that is in the store already. */
export async function tellOfIdentity(
  scope: IdentityScope,
  owner: User,
  identity: Identity,
  ids: IdGenerator,
  now: Date,
): Promise<void> {
  const { users, identities, uploads, deadlines, outbox } = scope;
  const attempts = await identities.listOf(owner.id);
  const { status, level } = kycStandingOf(attempts.map((attempt) => attempt.snapshot()));
  if (owner.recordKyc(status, level, now)) await users.save(owner);
  if (identity.isGivenUp) await uploads.setLinks(identityHolder(identity), [], now);
  await deadlines.disarm(identityOwner(identity), 'all', now);
  const { pendingEvent } = identity;
  if (pendingEvent) {
    await deadlines.arm({ id: ids.generate(), ...identityOwner(identity), ...pendingEvent }, now);
  }
  await outbox.publish(identity.pullEvents());
}
