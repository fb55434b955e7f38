import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Identity } from '../model/identity.js';
import type { DocumentKind } from '../model/identity-documents.js';
import { changeIdentity, type OwnIdentityInput } from './change-identity.js';
import { identityHolder, type IdentityScope } from './store-identity.js';

export interface DetachIdentityDocumentInput extends OwnIdentityInput {
  readonly kind: DocumentKind;
}

/** Takes a picture off a draft. Its file can be deleted then. */
export class DetachIdentityDocument {
  constructor(
    private readonly unitOfWork: UnitOfWork<IdentityScope>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** @throws IdentityNotFound; IdentityNotEditable; IdentityDocumentNotFound */
  execute({ actor, identityId, kind }: DetachIdentityDocumentInput): Promise<Identity> {
    return changeIdentity(this.unitOfWork, this.ids, this.clock, identityId, async (scope, identity, now) => {
      identity.assertOwnedBy(actor);
      identity.detach(kind, now);
      const uploadIds = identity.snapshot().documents.map(({ uploadId }) => uploadId);
      await scope.uploads.setLinks(identityHolder(identity), uploadIds, now);
      return true;
    });
  }
}
