import { after, Unavailable, type Clock, type UnitOfWork } from '../../kernel/index.js';
import {
  POLLING_ENDS_AFTER,
  type Payment,
  type PaymentAttempt,
  type PaymentId,
  type PaymentProviders,
  type PaymentRepository,
  type ProviderStatus,
} from '../../payments/index.js';
import type { OrderScope } from './order-scope.js';
import type { ReceiveMoney } from './receive-money.js';

/**
 * Asks the provider what became of a payment and acts on the answer. Webhook and poller both end here: neither
 * is believed, both only say when to ask.
 */
export class ConfirmPayment {
  constructor(
    private readonly unitOfWork: UnitOfWork<OrderScope>,
    private readonly payments: PaymentRepository,
    private readonly providers: PaymentProviders,
    private readonly receiveMoney: ReceiveMoney,
    private readonly clock: Clock,
  ) {}

  /** Told twice, it acts once. A provider that cannot be asked now is asked again later. */
  async execute({ paymentId }: { readonly paymentId: PaymentId }): Promise<void> {
    await this.askAndAct(await this.payments.find(paymentId));
  }

  /** Likewise, by the key the provider knows. A key that is none of ours changes nothing. */
  async executeForReference(providerKey: string): Promise<void> {
    await this.askAndAct(await this.payments.findByProviderKey(providerKey));
  }

  private async askAndAct(asked: Payment | null): Promise<void> {
    if (!asked?.attempt) return;
    const status = await fetchStatus(this.providers, asked.attempt);
    await this.unitOfWork.run(async (scope) => {
      const order = await scope.orders.getForUpdate(asked.snapshot().orderId);
      const payment = await scope.payments.getForUpdate(asked.id);
      const now = this.clock.now();
      if (status?.kind === 'succeeded') {
        return this.receiveMoney.receive(scope, order, payment, status, now);
      }
      const before = payment.snapshot();
      learn(payment, status, now);
      if (payment.snapshot() === before) return;
      await scope.payments.save(payment);
      await scope.outbox.publish(payment.pullEvents());
    });
  }
}

/** What an answer that brings no money means for the payment. */
function learn(
  payment: Payment,
  status: Exclude<ProviderStatus, { kind: 'succeeded' }> | null,
  now: Date,
): void {
  switch (status?.kind) {
    case undefined:
      return keepAsking(payment, now);
    case 'failed':
      if (payment.isLive) return payment.decline(status.code, status.message, now);
      return stopAsking(payment, `failed: ${status.code}`, now);
    case 'expired':
      return stopAsking(payment, 'expired', now);
    case 'pending':
      if (payment.awaitsAnswer) payment.accept(status.providerRef, now);
      return keepAsking(payment, now);
    case 'absent':
      return askAgainOrSend(payment, now);
  }
}

/** Null when it cannot be asked: then it is asked later, like one that has no news. */
async function fetchStatus(
  providers: PaymentProviders,
  { provider, providerKey }: PaymentAttempt,
): Promise<ProviderStatus | null> {
  try {
    return await providers.get(provider).fetchStatus(providerKey);
  } catch (error) {
    if (error instanceof Unavailable) return null;
    throw error;
  }
}

/** Providers forget in the end, and so must we; what comes after all is captured late. */
function keepAsking(payment: Payment, now: Date): void {
  const sentAt = payment.attempt?.sentAt;
  if (!payment.isOpen || !sentAt) return;
  if (now > after(sentAt, POLLING_ENDS_AFTER)) payment.expire(now);
  else payment.polled(now);
}

function stopAsking(payment: Payment, stated: string, now: Date): void {
  if (payment.hasBroughtMoney) payment.contradict(stated, now);
  else if (payment.isOpen) payment.expire(now);
}

/** One the provider took over and now denies is a riddle for time to solve; one it never got is sent again. */
function askAgainOrSend(payment: Payment, now: Date): void {
  // Sent for an order that takes no money any more: never again, and the answer may still be under way.
  if (!payment.isLive) return keepAsking(payment, now);
  if ((payment.attempt?.providerRef ?? null) !== null) {
    payment.becomeUnknown(now);
    return keepAsking(payment, now);
  }
  if (payment.snapshot().state === 'unknown') payment.sendAgain(now);
}
