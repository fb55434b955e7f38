import { listRequest, type ListAnswer, type ListInput } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { PayoutMethodView, WithdrawalViews } from '../ports/withdrawal-views.js';

export interface ListPayoutMethodsInput extends ListInput {
  readonly actor: Actor;
}

/** Shows where the actor's money can be sent. */
export class ListPayoutMethods {
  constructor(private readonly withdrawalViews: WithdrawalViews) {}

  /** @throws InvalidPage; InvalidCursor */
  async execute({ actor, ...asked }: ListPayoutMethodsInput): Promise<ListAnswer<PayoutMethodView>> {
    return this.withdrawalViews.listPayoutMethods(actor.userId, listRequest(asked));
  }
}
