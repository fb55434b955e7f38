import type { IdentityId } from '../model/identity-record.js';
import type { Actor } from '../../identity/index.js';
import { IdentityNotFound } from '../model/kyc-errors.js';
import type { KycViews, OwnIdentityView } from '../ports/kyc-views.js';

/** Shows one of the actor's attempts. */
export class ReadOwnIdentity {
  constructor(private readonly kycViews: KycViews) {}

  /** @throws IdentityNotFound as well for somebody else's */
  async execute({
    actor,
    identityId,
  }: {
    readonly actor: Actor;
    readonly identityId: IdentityId;
  }): Promise<OwnIdentityView> {
    const identity = await this.kycViews.findOwn(actor.userId, identityId);
    if (!identity) throw new IdentityNotFound(identityId);
    return identity;
  }
}
