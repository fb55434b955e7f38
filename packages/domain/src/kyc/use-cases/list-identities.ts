import type { Page, PageRequest } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { IdentityFilter, KycViews, QueuedIdentityView } from '../ports/kyc-views.js';
import { assertReviewer } from './assert-reviewer.js';

/** Shows reviewers everybody's attempts: what was submitted first first. */
export class ListIdentities {
  constructor(private readonly kycViews: KycViews) {}

  /** @throws PermissionMissing */
  async execute({
    actor,
    filter,
    page,
  }: {
    readonly actor: Actor;
    readonly filter: IdentityFilter;
    readonly page: PageRequest;
  }): Promise<Page<QueuedIdentityView>> {
    assertReviewer(actor);
    return this.kycViews.listForStaff(filter, page);
  }
}
