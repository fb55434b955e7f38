import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import type { PayoutMethodId } from '../model/payout-method.js';
import { PayoutMethodInUse, PayoutMethodNotFound } from '../model/payout-method-errors.js';
import type { PayoutMethodRepository } from '../ports/payout-method-repository.js';
import type { WithdrawalRepository } from '../ports/withdrawal-repository.js';

/** Takes a payout method away from its owner's choices, and frees its number. */
export class RemovePayoutMethod {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      payoutMethods: PayoutMethodRepository;
      withdrawals: WithdrawalRepository;
    }>,
    private readonly clock: Clock,
  ) {}

  /** Again changes nothing. @throws PayoutMethodNotFound; PayoutMethodInUse */
  async execute({
    actor,
    payoutMethodId,
  }: {
    readonly actor: Actor;
    readonly payoutMethodId: PayoutMethodId;
  }): Promise<void> {
    await this.unitOfWork.run(async ({ payoutMethods, withdrawals }) => {
      const method = await payoutMethods.findOwnForUpdate(payoutMethodId, actor.userId);
      if (!method) throw new PayoutMethodNotFound(payoutMethodId);
      const open = await withdrawals.findOpenOf(actor.userId);
      if (open?.snapshot().payoutMethodId === method.id) throw new PayoutMethodInUse();
      if (method.isRemoved) return;
      method.remove(this.clock.now());
      await payoutMethods.save(method);
    });
  }
}
