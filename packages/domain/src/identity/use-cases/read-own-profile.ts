import type { Actor } from '../model/actor.js';
import { UserNotFound } from '../model/user-errors.js';
import type { IdentityViews, OwnProfile } from '../ports/identity-views.js';

/** Shows the actor's own account. */
export class ReadOwnProfile {
  constructor(private readonly identities: IdentityViews) {}

  /** @throws UserNotFound when the account was erased meanwhile */
  async execute({ actor }: { readonly actor: Actor }): Promise<OwnProfile> {
    const profile = await this.identities.findOwnProfile(actor.userId);
    if (!profile) throw new UserNotFound(actor.userId);
    return profile;
  }
}
