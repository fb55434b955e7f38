import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Vault } from '../../platform/index.js';
import type { Identity } from '../model/identity.js';
import type { StatedIdentity } from '../model/identity-particulars.js';
import { changeIdentity, type OwnIdentityInput } from './change-identity.js';
import { sealIdentity } from './seal-identity.js';
import type { IdentityScope } from './store-identity.js';

export interface UpdateIdentityInput extends OwnIdentityInput {
  /** The version the actor looked at; any when undefined. */
  readonly expectedVersion?: number | undefined;
  /** What is left out stays as it is. */
  readonly changes: Partial<StatedIdentity>;
}

/** Corrects what a draft says. */
export class UpdateIdentity {
  constructor(
    private readonly unitOfWork: UnitOfWork<IdentityScope>,
    private readonly vault: Vault,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** @throws IdentityNotFound; StaleVersion; IdentityNotEditable; InvalidIdentity */
  execute({ actor, identityId, expectedVersion, changes }: UpdateIdentityInput): Promise<Identity> {
    return changeIdentity(this.unitOfWork, this.ids, this.clock, identityId, async (_, identity, now) => {
      identity.assertOwnedBy(actor);
      identity.assertVersion(expectedVersion);
      identity.edit(sealIdentity(this.vault, { ...this.statedOf(identity), ...changes }, now), now);
      return true;
    });
  }

  private statedOf(identity: Identity): StatedIdentity {
    const state = identity.snapshot();
    const { legalFirstName, legalLastName, birthDate, nationality, documentType, documentCountry } = state;
    return {
      legalFirstName,
      ...{ legalLastName, birthDate, nationality, documentType, documentCountry },
      documentNumber: this.vault.decrypt(state.documentNumberEncrypted),
      documentExpiresOn: state.documentExpiresOn,
      address: state.address,
    };
  }
}
