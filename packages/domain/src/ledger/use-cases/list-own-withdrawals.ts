import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { WithdrawalView, WithdrawalViews } from '../ports/withdrawal-views.js';

export interface ListOwnWithdrawalsInput extends ListInput {
  readonly actor: Actor;
}

/** Shows the actor's withdrawals, newest first. */
export class ListOwnWithdrawals {
  constructor(private readonly withdrawalViews: WithdrawalViews) {}

  /** @throws InvalidPage; InvalidCursor */
  async execute({ actor, ...asked }: ListOwnWithdrawalsInput): Promise<ListAnswer<WithdrawalView>> {
    return this.withdrawalViews.listOwn(actor.userId, listRequest(asked));
  }
}
