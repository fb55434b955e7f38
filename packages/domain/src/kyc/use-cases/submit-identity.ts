import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Identity } from '../model/identity.js';
import { changeIdentity, type OwnIdentityInput } from './change-identity.js';
import type { IdentityScope } from './store-identity.js';

export interface SubmitIdentityInput extends OwnIdentityInput {
  /** Whether the actor lets us look at the documents. */
  readonly hasConsented: boolean;
}

/** Hands a draft in, to be looked at. */
export class SubmitIdentity {
  constructor(
    private readonly unitOfWork: UnitOfWork<IdentityScope>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * Again changes nothing.
   * @throws IdentityNotFound; ConsentMissing; IdentityIncomplete; UnderAge; IdentityDocumentExpired;
   *   IdentityEventRefused
   */
  execute({ actor, identityId, hasConsented }: SubmitIdentityInput): Promise<Identity> {
    return changeIdentity(this.unitOfWork, this.ids, this.clock, identityId, async (_, identity, now) => {
      identity.assertOwnedBy(actor);
      return identity.submit(hasConsented, now);
    });
  }
}
