import type { Actor } from '../../identity/index.js';
import type { PayoutMethodView, WithdrawalViews } from '../ports/withdrawal-views.js';

/** Shows where the actor's money can be sent. */
export class ListPayoutMethods {
  constructor(private readonly withdrawalViews: WithdrawalViews) {}

  execute({ actor }: { readonly actor: Actor }): Promise<readonly PayoutMethodView[]> {
    return this.withdrawalViews.listPayoutMethods(actor.userId);
  }
}
