import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { KycViews, OwnIdentityView } from '../ports/kyc-views.js';

export interface ListOwnIdentitiesInput extends ListInput {
  readonly actor: Actor;
}

/** Shows the actor's attempts, newest first. */
export class ListOwnIdentities {
  constructor(private readonly kycViews: KycViews) {}

  /** @throws InvalidPage; InvalidCursor */
  async execute({ actor, ...asked }: ListOwnIdentitiesInput): Promise<ListAnswer<OwnIdentityView>> {
    return this.kycViews.listOwn(actor.userId, listRequest(asked));
  }
}
