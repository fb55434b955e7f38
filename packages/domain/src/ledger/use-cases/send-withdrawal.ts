import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Vault } from '../../platform/index.js';
import type { Posting } from '../model/posting.js';
import type { Withdrawal } from '../model/withdrawal.js';
import type { WithdrawalId } from '../model/withdrawal-record.js';
import type { PayoutOutcome, PayoutRequest } from '../ports/payout-provider.js';
import type { PayoutProviders } from '../ports/payout-providers.js';
import { floatCovers, type FloatScope } from './float-covers.js';
import { storeWithdrawal, type WithdrawalScope } from './store-withdrawal.js';

interface Call {
  readonly provider: string;
  readonly request: PayoutRequest;
}

/**
 * Asks the provider to pay an approved withdrawal. The attempt is committed before the call, so a kill at any
 * point leaves either nothing sent or a key the provider can be asked about; sent again under the same key, it
 * pays nobody twice.
 */
export class SendWithdrawal {
  constructor(
    private readonly unitOfWork: UnitOfWork<WithdrawalScope & FloatScope>,
    private readonly providers: PayoutProviders,
    private readonly vault: Vault,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** Nothing when there is no call to make; waits when the float is short. @throws WithdrawalNotFound; ProviderUnknown */
  async execute({ withdrawalId }: { readonly withdrawalId: WithdrawalId }): Promise<void> {
    const call = await this.unitOfWork.run((scope) => this.prepare(scope, withdrawalId));
    if (!call) return;
    const outcome = await this.providers.get(call.provider).initiate(call.request);
    await this.unitOfWork.run(async (scope) => {
      const withdrawal = await scope.withdrawals.getForUpdate(withdrawalId);
      const now = this.clock.now();
      // A webhook may have told the end before this answer came: then there is nothing to settle.
      if (!withdrawal.isSent) return;
      await storeWithdrawal(scope, withdrawal, [settle(withdrawal, outcome, now)], now);
    });
  }

  private async prepare(
    scope: WithdrawalScope & FloatScope,
    withdrawalId: WithdrawalId,
  ): Promise<Call | null> {
    const withdrawal = await scope.withdrawals.getForUpdate(withdrawalId);
    const now = this.clock.now();
    const { payoutMethodId, number, provider, providerKey, channel } = withdrawal.snapshot();
    if (withdrawal.isQueued && !(await floatCovers(scope, provider, withdrawal.net))) {
      withdrawal.waitForFloat(now);
      await scope.withdrawals.save(withdrawal);
      return null;
    }
    if (!withdrawal.markSent(this.ids.generate(), now)) return null;
    const method = await scope.payoutMethods.get(payoutMethodId);
    await storeWithdrawal(scope, withdrawal, [], now);
    return {
      provider,
      request: {
        reference: providerKey,
        amount: withdrawal.net,
        channel,
        msisdn: this.vault.decrypt(method.snapshot().accountEncrypted),
        description: `2KRIKA ${number}`,
      },
    };
  }
}

function settle(withdrawal: Withdrawal, outcome: PayoutOutcome, now: Date): Posting | null {
  switch (outcome.kind) {
    case 'accepted':
      withdrawal.accept(outcome.providerRef, now);
      return null;
    case 'rejected':
      return withdrawal.decline(outcome.code, outcome.message, now);
    case 'ambiguous':
      withdrawal.becomeUnknown(now);
      return null;
  }
}
