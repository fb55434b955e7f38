import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import { linkUploads, type UploadId } from '../../files/index.js';
import type { Identity } from '../model/identity.js';
import type { DocumentKind } from '../model/identity-documents.js';
import { changeIdentity, type OwnIdentityInput } from './change-identity.js';
import { identityHolder, type IdentityScope } from './store-identity.js';

export interface AttachIdentityDocumentInput extends OwnIdentityInput {
  readonly kind: DocumentKind;
  /** A file of the actor's that was uploaded for this. */
  readonly uploadId: UploadId;
}

/** Shows a picture with a draft, instead of the one of its kind before. */
export class AttachIdentityDocument {
  constructor(
    private readonly unitOfWork: UnitOfWork<IdentityScope>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws IdentityNotFound; IdentityNotEditable; InvalidIdentity for a file that shows something else already;
   *   UploadNotYours; UploadPurposeMismatch; UploadNotReady
   */
  execute({ actor, identityId, kind, uploadId }: AttachIdentityDocumentInput): Promise<Identity> {
    return changeIdentity(this.unitOfWork, this.ids, this.clock, identityId, async (scope, identity, now) => {
      identity.assertOwnedBy(actor);
      identity.attach({ kind, uploadId }, now);
      const uploadIds = identity.snapshot().documents.map((document) => document.uploadId);
      const holder = identityHolder(identity);
      await linkUploads(scope.uploads, { actor, purpose: 'identity', holder, uploadIds, now });
      return true;
    });
  }
}
