import type { Page, PageRequest } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { WithdrawalView, WithdrawalViews } from '../ports/withdrawal-views.js';

/** Shows the actor's withdrawals, newest first. */
export class ListOwnWithdrawals {
  constructor(private readonly withdrawalViews: WithdrawalViews) {}

  execute({
    actor,
    page,
  }: {
    readonly actor: Actor;
    readonly page: PageRequest;
  }): Promise<Page<WithdrawalView>> {
    return this.withdrawalViews.listOwn(actor.userId, page);
  }
}
