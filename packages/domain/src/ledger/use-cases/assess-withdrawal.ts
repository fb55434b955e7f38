import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Outbox, Settings } from '../../platform/index.js';
import type { WithdrawalId } from '../model/withdrawal-record.js';
import type { WithdrawalRepository } from '../ports/withdrawal-repository.js';

/**
 * Approves a small withdrawal, and keeps a large one for people. Reacts to `withdrawal.requested`, so that the
 * rules may grow slow without anybody waiting for them.
 */
export class AssessWithdrawal {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      withdrawals: WithdrawalRepository;
      settings: Settings;
      outbox: Outbox;
    }>,
    private readonly clock: Clock,
  ) {}

  /** Nothing once it was decided or cancelled. @throws WithdrawalNotFound */
  async execute({ withdrawalId }: { readonly withdrawalId: WithdrawalId }): Promise<void> {
    await this.unitOfWork.run(async ({ withdrawals, settings, outbox }) => {
      const withdrawal = await withdrawals.getForUpdate(withdrawalId);
      const limits = await settings.get('withdrawals.auto_approve_up_to');
      const limit = BigInt(limits[withdrawal.snapshot().currency]);
      if (!withdrawal.assess(limit, this.clock.now())) return;
      await withdrawals.save(withdrawal);
      await outbox.publish(withdrawal.pullEvents());
    });
  }
}
