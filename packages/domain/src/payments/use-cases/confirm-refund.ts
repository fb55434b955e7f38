import { Unavailable, type Clock, type IdGenerator, type UnitOfWork } from '../../kernel/index.js';
import { refundSettlementPosting, type Ledger, type PayoutProviders } from '../../ledger/index.js';
import type { Outbox } from '../../platform/index.js';
import type { Payment } from '../model/payment.js';
import type { Refund, RefundId } from '../model/refund.js';
import type { PaymentProviders } from '../ports/payment-providers.js';
import type { PaymentRepository } from '../ports/payment-repository.js';
import type { RefundRepository } from '../ports/refund-repository.js';

interface ConfirmRefundScope {
  readonly refunds: RefundRepository;
  readonly payments: PaymentRepository;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
}

/** What a rail says of a refund, whichever it is. */
type RailStatus =
  | { readonly kind: 'pending' | 'absent' }
  | { readonly kind: 'succeeded'; readonly amount: bigint; readonly currency: string }
  | { readonly kind: 'failed'; readonly code: string };

/** Asks the rail what became of a refund and books it (T8). Webhook and poller both end here. */
export class ConfirmRefund {
  constructor(
    private readonly unitOfWork: UnitOfWork<ConfirmRefundScope>,
    private readonly refunds: RefundRepository,
    private readonly payments: PaymentRepository,
    private readonly providers: PaymentProviders,
    private readonly payoutProviders: PayoutProviders,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** Told twice, it acts once. A rail that cannot be asked now is asked again later. */
  async execute({ refundId }: { readonly refundId: RefundId }): Promise<void> {
    await this.askAndAct(await this.refunds.find(refundId));
  }

  /** Likewise, by the key the rail knows. A key that is none of ours changes nothing. */
  async executeForReference(providerKey: string): Promise<void> {
    await this.askAndAct(await this.refunds.findByProviderKey(providerKey));
  }

  private async askAndAct(asked: Refund | null): Promise<void> {
    if (!asked || !mayHaveNews(asked)) return;
    const payment = await this.payments.find(asked.snapshot().paymentId);
    if (!payment?.attempt) return;
    const status = await this.fetchStatus(asked, payment.attempt.provider);
    await this.unitOfWork.run(async (scope) => {
      const refund = await scope.refunds.getForUpdate(asked.id);
      // Another rail may have been taken while this one was asked.
      if (!mayHaveNews(refund) || refund.snapshot().providerKey !== asked.snapshot().providerKey) return;
      const now = this.clock.now();
      const before = refund.snapshot();
      const isBooked = this.learn(refund, status, now);
      if (refund.snapshot() === before) return;
      if (isBooked) await scope.ledger.post(settlementOf(refund, payment), now);
      await scope.refunds.save(refund);
      await scope.outbox.publish(refund.pullEvents());
    });
  }

  /** Answers whether the money is back with the payer from now on. */
  private learn(refund: Refund, status: RailStatus, now: Date): boolean {
    switch (status.kind) {
      case 'succeeded':
        return refund.confirm(status.amount, status.currency, now);
      case 'failed':
        refund.decline(status.code, this.ids.generate(), now);
        return false;
      case 'absent':
        refund.absentAtRail(now);
        return false;
      case 'pending':
        refund.polled(now);
        return false;
    }
  }

  private async fetchStatus(refund: Refund, provider: string): Promise<RailStatus> {
    const { rail, providerKey } = refund.snapshot();
    try {
      const status =
        rail === 'provider'
          ? await this.providers.get(provider).fetchRefundStatus(providerKey)
          : await this.payoutProviders.get(provider).fetchStatus(providerKey);
      // What expired was never sent, and what came back never stayed with the payer: both are refusals.
      if (status.kind === 'expired' || status.kind === 'returned')
        return { kind: 'failed', code: status.kind };
      return status;
    } catch (error) {
      if (error instanceof Unavailable) return { kind: 'pending' };
      throw error;
    }
  }
}

/** Those that are over included: what the rail says against their end is for people to know. */
function mayHaveNews(refund: Refund): boolean {
  return refund.isSent || refund.isOver;
}

function settlementOf(refund: Refund, payment: Payment) {
  const { id, amount } = refund;
  const { paymentId, orderId, rail } = refund.snapshot();
  const provider = payment.attempt?.provider;
  if (provider === undefined) throw new Error('A refunded payment has a provider.');
  return refundSettlementPosting({ refundId: id, paymentId, orderId, provider, rail, amount });
}
