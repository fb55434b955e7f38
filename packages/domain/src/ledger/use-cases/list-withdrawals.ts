import type { Page, PageRequest } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { WithdrawalState } from '../model/withdrawal-process.js';
import type { StaffWithdrawalView, WithdrawalViews } from '../ports/withdrawal-views.js';
import { assertMay } from './assert-may.js';

/** Shows staff everybody's withdrawals, oldest first. */
export class ListWithdrawals {
  constructor(private readonly withdrawalViews: WithdrawalViews) {}

  /** @throws PermissionMissing */
  async execute({
    actor,
    state,
    page,
  }: {
    readonly actor: Actor;
    /** Null for every state. */
    readonly state: WithdrawalState | null;
    readonly page: PageRequest;
  }): Promise<Page<StaffWithdrawalView>> {
    assertMay(actor, 'withdrawals:read');
    return this.withdrawalViews.listForStaff(state, page);
  }
}
