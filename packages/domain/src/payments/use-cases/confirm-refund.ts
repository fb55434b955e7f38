import { after, Unavailable, type Clock, type IdGenerator, type UnitOfWork } from '../../kernel/index.js';
import { refundSettlementPosting, type Ledger, type PayoutProviders } from '../../ledger/index.js';
import type { Outbox } from '../../platform/index.js';
import type { Payment } from '../model/payment.js';
import { POLLING_ENDS_AFTER } from '../model/polling.js';
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
  { readonly kind: 'succeeded' | 'pending' | 'absent' } | { readonly kind: 'failed'; readonly code: string };

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
    if (!asked?.isSent) return;
    const payment = await this.payments.find(asked.snapshot().paymentId);
    if (!payment?.attempt) return;
    const status = await this.fetchStatus(asked, payment.attempt.provider);
    await this.unitOfWork.run(async (scope) => {
      const refund = await scope.refunds.getForUpdate(asked.id);
      // Another rail, or an end, may have been reached while the rail was asked.
      if (!refund.isSent || refund.snapshot().providerKey !== asked.snapshot().providerKey) return;
      await this.act(scope, refund, payment, status);
      await scope.refunds.save(refund);
      await scope.outbox.publish(refund.pullEvents());
    });
  }

  private async act(
    { ledger }: ConfirmRefundScope,
    refund: Refund,
    payment: Payment,
    status: RailStatus,
  ): Promise<void> {
    const now = this.clock.now();
    switch (status.kind) {
      case 'succeeded':
        if (refund.confirm(now)) await ledger.post(settlementOf(refund, payment), now);
        return;
      case 'failed':
        refund.decline(status.code, this.ids.generate(), now);
        return;
      case 'absent':
        // It never arrived: sent again under the same key. One that the rail took over is waited for.
        if (refund.snapshot().providerRef === null) refund.sendAgain(now);
        else this.wait(refund, now);
        return;
      case 'pending':
        this.wait(refund, now);
    }
  }

  private wait(refund: Refund, now: Date): void {
    const { sentAt } = refund.snapshot();
    if (sentAt && now > after(sentAt, POLLING_ENDS_AFTER)) refund.giveUpPolling(now);
    else refund.polled(now);
  }

  private async fetchStatus(refund: Refund, provider: string): Promise<RailStatus> {
    const { rail, providerKey } = refund.snapshot();
    try {
      const status =
        rail === 'provider'
          ? await this.providers.get(provider).fetchRefundStatus(providerKey)
          : await this.payoutProviders.get(provider).fetchStatus(providerKey);
      switch (status.kind) {
        case 'failed':
          return { kind: 'failed', code: status.code };
        case 'expired':
        case 'returned':
          return { kind: 'failed', code: status.kind };
        default:
          return { kind: status.kind };
      }
    } catch (error) {
      if (error instanceof Unavailable) return { kind: 'pending' };
      throw error;
    }
  }
}

function settlementOf(refund: Refund, payment: Payment) {
  const { id, amount } = refund;
  const { paymentId, orderId, rail } = refund.snapshot();
  const provider = payment.attempt?.provider;
  if (provider === undefined) throw new Error('A refunded payment has a provider.');
  return refundSettlementPosting({ refundId: id, paymentId, orderId, provider, rail, amount });
}
