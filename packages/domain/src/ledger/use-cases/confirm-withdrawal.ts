import { Money, Unavailable, type Clock, type UnitOfWork } from '../../kernel/index.js';
import type { PaidPayout } from '../model/payout-attempt.js';
import type { Posting } from '../model/posting.js';
import type { Withdrawal } from '../model/withdrawal.js';
import { payoutFeePosting } from '../model/withdrawal-postings.js';
import type { WithdrawalId, WithdrawalRecord } from '../model/withdrawal-record.js';
import type { PayoutStatus } from '../ports/payout-provider.js';
import type { PayoutProviders } from '../ports/payout-providers.js';
import type { WithdrawalRepository } from '../ports/withdrawal-repository.js';
import { storeWithdrawal, type WithdrawalScope } from './store-withdrawal.js';

/**
 * Asks the provider what became of a withdrawal and books it: paid (T10), failed (T11) or come back (T12).
 * Webhook and poller both end here: neither is believed, both only say when to ask.
 */
export class ConfirmWithdrawal {
  constructor(
    private readonly unitOfWork: UnitOfWork<WithdrawalScope>,
    private readonly withdrawals: WithdrawalRepository,
    private readonly providers: PayoutProviders,
    private readonly clock: Clock,
  ) {}

  /** Told twice, it acts once. A provider that cannot be asked now is asked again later. @throws ProviderUnknown */
  async execute({ withdrawalId }: { readonly withdrawalId: WithdrawalId }): Promise<void> {
    await this.askAndAct(await this.withdrawals.find(withdrawalId));
  }

  /** Likewise, by the key the provider knows. A key that is none of ours changes nothing. */
  async executeForReference(providerKey: string): Promise<void> {
    await this.askAndAct(await this.withdrawals.findByProviderKey(providerKey));
  }

  private async askAndAct(asked: Withdrawal | null): Promise<void> {
    if (!asked || !mayHaveNews(asked)) return;
    const status = await fetchStatus(this.providers, asked.snapshot());
    await this.unitOfWork.run(async (scope) => {
      const withdrawal = await scope.withdrawals.getForUpdate(asked.id);
      if (!mayHaveNews(withdrawal)) return;
      const now = this.clock.now();
      const before = withdrawal.snapshot();
      const postings = act(withdrawal, status, now);
      if (withdrawal.snapshot() !== before) await storeWithdrawal(scope, withdrawal, postings, now);
    });
  }
}

/** Those that ended included: what was paid may come back, and what else is said against an end is for people to know. */
function mayHaveNews(withdrawal: Withdrawal): boolean {
  return withdrawal.isSent || withdrawal.isOver;
}

/** Null when it cannot be asked: then it is asked later, like one that has no news. */
async function fetchStatus(
  providers: PayoutProviders,
  { provider, providerKey }: WithdrawalRecord,
): Promise<PayoutStatus | null> {
  try {
    return await providers.get(provider).fetchStatus(providerKey);
  } catch (error) {
    if (error instanceof Unavailable) return null;
    throw error;
  }
}

function act(withdrawal: Withdrawal, status: PayoutStatus | null, now: Date): readonly (Posting | null)[] {
  switch (status?.kind) {
    case undefined:
    case 'pending':
      withdrawal.polled(now);
      return [];
    case 'absent':
      withdrawal.absentAtProvider(now);
      return [];
    case 'succeeded':
      return paid(withdrawal, status, now);
    case 'returned': {
      // After a refusal it is where it was, and so it is after a return.
      if (withdrawal.isOver && !withdrawal.isPaid) return [];
      const postings = paid(withdrawal, status, now);
      const isBack = withdrawal.isPaid && withdrawal.isPaidBy(status);
      return isBack ? [...postings, withdrawal.comeBack(now)] : postings;
    }
    case 'failed':
      // Told after a success, a failure is money that came back; refusing it would keep it from the seller.
      if (withdrawal.isPaid) return [withdrawal.comeBack(now)];
      return withdrawal.isOver ? [] : [withdrawal.decline(status.code, status.message, now)];
  }
}

/** T10, and T10f with it. */
function paid(withdrawal: Withdrawal, status: PaidPayout, now: Date): readonly (Posting | null)[] {
  const posting = withdrawal.confirm(status, now);
  return posting ? [posting, feePosting(withdrawal, status.fee)] : [];
}

/** T10f, where the provider says what it charged. */
function feePosting(withdrawal: Withdrawal, fee: bigint | null): Posting | null {
  const { id, provider, currency } = withdrawal.snapshot();
  const amount = Money.of(fee ?? 0n, currency);
  return amount.isZero() ? null : payoutFeePosting({ withdrawalId: id, provider, amount });
}
