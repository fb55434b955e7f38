import type { Page, PageRequest } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { KycViews, OwnIdentityView } from '../ports/kyc-views.js';

/** Shows the actor's attempts, newest first. */
export class ListOwnIdentities {
  constructor(private readonly kycViews: KycViews) {}

  execute({
    actor,
    page,
  }: {
    readonly actor: Actor;
    readonly page: PageRequest;
  }): Promise<Page<OwnIdentityView>> {
    return this.kycViews.listOwn(actor.userId, page);
  }
}
