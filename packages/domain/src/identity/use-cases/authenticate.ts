import type { Clock } from '../../kernel/index.js';
import type { Actor } from '../model/actor.js';
import { Unauthenticated } from '../model/user-errors.js';
import type { IdentityViews } from '../ports/identity-views.js';
import type { TokenSigner } from '../ports/token-signer.js';

/** Says who sends an access token. */
export class Authenticate {
  constructor(
    private readonly identities: IdentityViews,
    private readonly signer: TokenSigner,
    private readonly clock: Clock,
  ) {}

  /** @throws Unauthenticated when the token is not ours, too old, or its session or account ended */
  async execute({ accessToken }: { readonly accessToken: string }): Promise<Actor> {
    const now = this.clock.now();
    const claims = await this.signer.verify(accessToken, now);
    const actor = claims && (await this.identities.findActor(claims.sessionFamilyId, now));
    if (!actor || actor.userId !== claims.userId) throw new Unauthenticated();
    return actor;
  }
}
