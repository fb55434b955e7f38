import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { Download, FileStorage, UploadViews } from '../../files/index.js';
import type { AuditLog } from '../../platform/index.js';
import type { DocumentKind } from '../model/identity-documents.js';
import type { IdentityId } from '../model/identity-record.js';
import { IdentityDocumentNotFound, IdentityNotFound } from '../model/kyc-errors.js';
import type { KycViews } from '../ports/kyc-views.js';
import { assertReviewer } from './assert-reviewer.js';

/** Opens a picture of an identity for a reviewer, and writes down who looked. */
export class OpenIdentityDocument {
  constructor(
    private readonly kycViews: KycViews,
    private readonly uploadViews: UploadViews,
    private readonly unitOfWork: UnitOfWork<{ auditLog: AuditLog }>,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
  ) {}

  /** @throws PermissionMissing; IdentityNotFound; IdentityDocumentNotFound, also once it was removed; Unavailable */
  async execute({
    actor,
    identityId,
    kind,
  }: {
    readonly actor: Actor;
    readonly identityId: IdentityId;
    readonly kind: DocumentKind;
  }): Promise<Download> {
    assertReviewer(actor);
    const identity = await this.kycViews.findForStaff(identityId);
    if (!identity) throw new IdentityNotFound(identityId);
    const document = identity.documents.find((shown) => shown.kind === kind);
    const upload = document && (await this.uploadViews.find(document.uploadId));
    if (upload?.state !== 'ready') throw new IdentityDocumentNotFound(kind);
    // Before the first byte: nobody looks without a trace.
    await this.unitOfWork.run(({ auditLog }) =>
      auditLog.record({
        actorId: actor.userId,
        actorKind: 'staff',
        action: 'kyc:review',
        resourceType: 'identity',
        resourceId: identityId,
        diff: { read: kind },
        reason: null,
        at: this.clock.now(),
      }),
    );
    return { upload, content: await this.storage.open(upload.path) };
  }
}
