import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { WithdrawalState } from '../model/withdrawal-process.js';
import type { StaffWithdrawalView, WithdrawalViews } from '../ports/withdrawal-views.js';
import { assertMay } from './assert-may.js';

export interface ListWithdrawalsInput extends ListInput {
  readonly actor: Actor;
  /** Null for every state. */
  readonly state: WithdrawalState | null;
}

/** Shows staff everybody's withdrawals, oldest first. */
export class ListWithdrawals {
  constructor(private readonly withdrawalViews: WithdrawalViews) {}

  /** @throws PermissionMissing; InvalidPage; InvalidCursor */
  async execute({ actor, state, ...asked }: ListWithdrawalsInput): Promise<ListAnswer<StaffWithdrawalView>> {
    assertMay(actor, 'withdrawals:read');
    return this.withdrawalViews.listForStaff(state, listRequest(asked));
  }
}
