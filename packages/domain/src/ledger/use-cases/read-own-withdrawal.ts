import type { Actor } from '../../identity/index.js';
import { WithdrawalNotFound } from '../model/withdrawal-errors.js';
import type { WithdrawalId } from '../model/withdrawal-record.js';
import type { WithdrawalView, WithdrawalViews } from '../ports/withdrawal-views.js';

/** Shows one of the actor's withdrawals. */
export class ReadOwnWithdrawal {
  constructor(private readonly withdrawalViews: WithdrawalViews) {}

  /** @throws WithdrawalNotFound as well for somebody else's */
  async execute({
    actor,
    withdrawalId,
  }: {
    readonly actor: Actor;
    readonly withdrawalId: WithdrawalId;
  }): Promise<WithdrawalView> {
    const withdrawal = await this.withdrawalViews.findOwn(actor.userId, withdrawalId);
    if (!withdrawal) throw new WithdrawalNotFound({ withdrawalId });
    return withdrawal;
  }
}
