import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import { floatCovers, type FloatScope, type PayoutProviders } from '../../ledger/index.js';
import type { Outbox, Vault } from '../../platform/index.js';
import type { Payment } from '../model/payment.js';
import type { Refund, RefundId } from '../model/refund.js';
import type { CallOutcome } from '../ports/payment-provider.js';
import type { PaymentProviders } from '../ports/payment-providers.js';
import type { PaymentRepository } from '../ports/payment-repository.js';
import type { RefundRepository } from '../ports/refund-repository.js';

interface SendRefundScope extends FloatScope {
  readonly refunds: RefundRepository;
  readonly payments: PaymentRepository;
  readonly outbox: Outbox;
}

/**
 * Sends approved money back: by the operator that took it, or, when that refuses, as a payout to the phone that
 * paid. As with payments, the key is written down before the call, and the same key moves no second money.
 */
export class SendRefund {
  constructor(
    private readonly unitOfWork: UnitOfWork<SendRefundScope>,
    private readonly providers: PaymentProviders,
    private readonly payoutProviders: PayoutProviders,
    private readonly vault: Vault,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** Nothing when it was sent and answered already; waits when the float a payout comes from is short. */
  async execute({ refundId }: { readonly refundId: RefundId }): Promise<void> {
    const sending = await this.unitOfWork.run((scope) => this.prepare(scope, refundId));
    if (!sending) return;
    const outcome = await this.call(sending.refund, sending.payment);
    await this.unitOfWork.run(async ({ refunds, outbox }) => {
      const refund = await refunds.getForUpdate(refundId);
      const { state, providerKey } = refund.snapshot();
      // The end, or another rail, may have been told before this answer came: then there is nothing to settle.
      if (state !== 'processing' || providerKey !== sending.refund.snapshot().providerKey) return;
      this.settle(refund, outcome);
      await refunds.save(refund);
      await outbox.publish(refund.pullEvents());
    });
  }

  private async prepare(scope: SendRefundScope, refundId: RefundId) {
    const { refunds, payments } = scope;
    const refund = await refunds.getForUpdate(refundId);
    const payment = await payments.find(refund.snapshot().paymentId);
    if (!payment?.attempt) throw new Error('A payment with money to give back was made somewhere.');
    const now = this.clock.now();
    const isFromFloat = refund.isQueued && refund.snapshot().rail === 'payout';
    if (isFromFloat && !(await floatCovers(scope, payment.attempt.provider, refund.amount))) {
      refund.waitForFloat(now);
      await refunds.save(refund);
      return null;
    }
    if (!refund.markSent(now)) return null;
    await refunds.save(refund);
    return { refund, payment };
  }

  private call(refund: Refund, payment: Payment): Promise<CallOutcome> {
    const { rail, providerKey } = refund.snapshot();
    const { attempt } = payment;
    const { amount } = refund;
    const { channel, payerMsisdnEncrypted } = payment.snapshot();
    if (!attempt || channel === null || payerMsisdnEncrypted === null) {
      throw new Error('A payment with money to give back has a channel and a payer.');
    }
    if (rail === 'provider') {
      const collectionReference = attempt.providerKey;
      return this.providers
        .get(attempt.provider)
        .refund({ reference: providerKey, collectionReference, amount });
    }
    return this.payoutProviders.get(attempt.provider).initiate({
      reference: providerKey,
      amount,
      channel,
      msisdn: this.vault.decrypt(payerMsisdnEncrypted),
      description: '2KRIKA',
    });
  }

  private settle(refund: Refund, outcome: CallOutcome): void {
    const now = this.clock.now();
    switch (outcome.kind) {
      case 'accepted':
        return refund.accepted(outcome.providerRef, now);
      case 'rejected':
        return refund.decline(outcome.code, this.ids.generate(), now);
      case 'ambiguous':
        return refund.becomeUnknown(now);
    }
  }
}
