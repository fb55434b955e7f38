import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { Withdrawal } from '../model/withdrawal.js';
import { WithdrawalNotFound } from '../model/withdrawal-errors.js';
import type { WithdrawalId } from '../model/withdrawal-record.js';
import { storeWithdrawal, type WithdrawalScope } from './store-withdrawal.js';

/** Gives a withdrawal up before it is sent; its money is available again. */
export class CancelWithdrawal {
  constructor(
    private readonly unitOfWork: UnitOfWork<WithdrawalScope>,
    private readonly clock: Clock,
  ) {}

  /** Again changes nothing. @throws WithdrawalNotFound as well for somebody else's; WithdrawalEventRefused */
  async execute({
    actor,
    withdrawalId,
  }: {
    readonly actor: Actor;
    readonly withdrawalId: WithdrawalId;
  }): Promise<Withdrawal> {
    return this.unitOfWork.run(async (scope) => {
      const withdrawal = await scope.withdrawals.getForUpdate(withdrawalId);
      if (withdrawal.snapshot().userId !== actor.userId) throw new WithdrawalNotFound({ withdrawalId });
      const now = this.clock.now();
      const posting = withdrawal.cancel(now);
      if (posting) await storeWithdrawal(scope, withdrawal, [posting], now);
      return withdrawal;
    });
  }
}
