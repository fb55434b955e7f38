import type { Clock, UnitOfWork } from '../../kernel/index.js';
import type { Outbox, Vault } from '../../platform/index.js';
import type { Payment, PaymentId } from '../model/payment.js';
import type { CallOutcome } from '../ports/payment-provider.js';
import type { PaymentProviders } from '../ports/payment-providers.js';
import type { PaymentRepository } from '../ports/payment-repository.js';

/**
 * Makes the call that was written down when the payer chose how to pay. The row says `sent` before the call,
 * so a kill at any point leaves either nothing sent or a key the provider can be asked about; sent again under
 * the same key, it charges nobody twice.
 */
export class SendPayment {
  constructor(
    private readonly unitOfWork: UnitOfWork<{ payments: PaymentRepository; outbox: Outbox }>,
    private readonly providers: PaymentProviders,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  /** Nothing when it was sent and answered already. */
  async execute({ paymentId }: { readonly paymentId: PaymentId }): Promise<void> {
    const payment = await this.unitOfWork.run(async ({ payments }) => {
      const sending = await payments.getForUpdate(paymentId);
      if (!sending.markSent(this.clock.now())) return null;
      await payments.save(sending);
      return sending;
    });
    if (!payment) return;
    const outcome = await this.call(payment);
    await this.unitOfWork.run(async ({ payments, outbox }) => {
      const answered = await payments.getForUpdate(paymentId);
      this.settle(answered, outcome);
      await payments.save(answered);
      await outbox.publish(answered.pullEvents());
    });
  }

  private call(payment: Payment): Promise<CallOutcome> {
    const { attempt, amount } = payment;
    const { channel, payerMsisdnEncrypted } = payment.snapshot();
    if (!attempt || channel === null || payerMsisdnEncrypted === null)
      throw new Error('A started payment has a channel and a payer.');
    return this.providers.get(attempt.provider).initiate({
      reference: attempt.providerKey,
      amount,
      channel,
      msisdn: this.vault.decrypt(payerMsisdnEncrypted),
      description: `2KRIKA ${payment.snapshot().orderId}`,
    });
  }

  /** A webhook may have told the end before this answer came: then there is nothing to settle. */
  private settle(payment: Payment, outcome: CallOutcome): void {
    if (!payment.awaitsAnswer) return;
    const now = this.clock.now();
    switch (outcome.kind) {
      case 'accepted':
        return payment.accept(outcome.providerRef, now);
      case 'rejected':
        return payment.decline(outcome.code, outcome.message, now);
      case 'ambiguous':
        return payment.becomeUnknown(now);
    }
  }
}
