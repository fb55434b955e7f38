import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import { linkUploads } from '../../files/index.js';
import type { Vault } from '../../platform/index.js';
import { Identity } from '../model/identity.js';
import type { IdentityLevel } from '../model/identity-documents.js';
import type { StatedIdentity } from '../model/identity-particulars.js';
import { nextAttempt } from '../model/kyc-standing.js';
import { sealIdentity } from './seal-identity.js';
import { identityHolder, tellOfIdentity, type IdentityScope } from './store-identity.js';

export interface StartIdentityInput extends StatedIdentity {
  readonly actor: Actor;
  /** What the actor wants to prove. */
  readonly level: IdentityLevel;
}

/** Begins an attempt to prove who one is. It shows the pictures of the one before that were fine. */
export class StartIdentity {
  constructor(
    private readonly unitOfWork: UnitOfWork<IdentityScope>,
    private readonly vault: Vault,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** @throws InvalidIdentity; IdentityAlreadyOpen; IdentityLevelHeld; AttemptsExhausted */
  async execute({ actor, level, ...stated }: StartIdentityInput): Promise<Identity> {
    return this.unitOfWork.run(async (scope) => {
      const now = this.clock.now();
      const sealed = sealIdentity(this.vault, stated, now);
      const owner = await scope.users.getForUpdate(actor.userId);
      const attempts = await scope.identities.listOf(owner.id);
      const next = nextAttempt(
        attempts.map((attempt) => attempt.snapshot()),
        level,
        now,
      );
      const identity = Identity.start({
        id: this.ids.generate(),
        ...{ userId: owner.id, level, now },
        ...next,
        ...sealed,
      });
      await linkUploads(scope.uploads, {
        actor,
        ...{ purpose: 'identity', holder: identityHolder(identity), now },
        uploadIds: next.documents.map(({ uploadId }) => uploadId),
      });
      await scope.identities.add(identity);
      await tellOfIdentity(scope, owner, identity, this.ids, now);
      return identity;
    });
  }
}
