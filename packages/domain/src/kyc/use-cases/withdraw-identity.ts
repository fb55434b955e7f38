import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Identity } from '../model/identity.js';
import { changeIdentity, type OwnIdentityInput } from './change-identity.js';
import type { IdentityScope } from './store-identity.js';

/** Gives an attempt up before it is decided. Nobody looks at its files any more. */
export class WithdrawIdentity {
  constructor(
    private readonly unitOfWork: UnitOfWork<IdentityScope>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** Again changes nothing. @throws IdentityNotFound; IdentityEventRefused */
  execute({ actor, identityId }: OwnIdentityInput): Promise<Identity> {
    return changeIdentity(this.unitOfWork, this.ids, this.clock, identityId, async (_, identity, now) => {
      identity.assertOwnedBy(actor);
      return identity.withdraw(now);
    });
  }
}
