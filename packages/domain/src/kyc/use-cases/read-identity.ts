import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { AuditLog, Vault } from '../../platform/index.js';
import type { IdentityId } from '../model/identity-record.js';
import { IdentityNotFound } from '../model/kyc-errors.js';
import type { KycViews, ReviewedIdentityView } from '../ports/kyc-views.js';
import { assertReviewer } from './assert-reviewer.js';

/** With the number of the document, which a reviewer compares with the picture. */
export type ReviewedIdentity = Omit<ReviewedIdentityView, 'documentNumberEncrypted'> & {
  readonly documentNumber: string;
};

/** Shows a reviewer all of an identity, and writes down who looked. */
export class ReadIdentity {
  constructor(
    private readonly kycViews: KycViews,
    private readonly unitOfWork: UnitOfWork<{ auditLog: AuditLog }>,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** @throws PermissionMissing; IdentityNotFound */
  async execute({
    actor,
    identityId,
  }: {
    readonly actor: Actor;
    readonly identityId: IdentityId;
  }): Promise<ReviewedIdentity> {
    assertReviewer(actor);
    const found = await this.kycViews.findForStaff(identityId);
    if (!found) throw new IdentityNotFound(identityId);
    const { documentNumberEncrypted, ...identity } = found;
    await this.unitOfWork.run(({ auditLog }) =>
      auditLog.record({
        actorId: actor.userId,
        actorKind: 'staff',
        action: 'kyc:review',
        resourceType: 'identity',
        resourceId: identityId,
        diff: { read: 'particulars' },
        reason: null,
        at: this.clock.now(),
      }),
    );
    return { ...identity, documentNumber: this.vault.decrypt(documentNumberEncrypted) };
  }
}
