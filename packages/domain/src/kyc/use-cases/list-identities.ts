import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { IdentityFilter, KycViews, QueuedIdentityView } from '../ports/kyc-views.js';
import { assertReviewer } from './assert-reviewer.js';

export interface ListIdentitiesInput extends ListInput {
  readonly actor: Actor;
  readonly filter: IdentityFilter;
}

/** Shows reviewers everybody's attempts: what was submitted first first. */
export class ListIdentities {
  constructor(private readonly kycViews: KycViews) {}

  /** @throws PermissionMissing; InvalidPage; InvalidCursor */
  async execute({ actor, filter, ...asked }: ListIdentitiesInput): Promise<ListAnswer<QueuedIdentityView>> {
    assertReviewer(actor);
    return this.kycViews.listForStaff(filter, listRequest(asked));
  }
}
