import { DomainError } from '../../kernel/index.js';
import type { PaymentEvent, PaymentState } from './payment-process.js';

export class PaymentNotFound extends DomainError {
  readonly code = 'payment.not_found';
  readonly kind = 'not_found';

  constructor(paymentId: string) {
    super('There is no such payment.', { paymentId });
  }
}

/** The payment is past the point where this could happen to it. */
export class PaymentEventRefused extends DomainError {
  readonly code = 'payment.event_refused';
  readonly kind = 'conflict';

  constructor(event: PaymentEvent, state: PaymentState) {
    super(`A payment that is ${state} cannot take ${event}.`, { event, state });
  }
}

/** The payer already chose an operator for this payment. */
export class PaymentAlreadyStarted extends DomainError {
  readonly code = 'payment.already_started';
  readonly kind = 'conflict';

  constructor(paymentId: string) {
    super('This order is being paid already. Confirm it on your phone, or wait until it fails.', {
      paymentId,
    });
  }
}

/** The order has a payment that may still bring its money. */
export class LivePaymentExists extends DomainError {
  readonly code = 'payment.live_payment_exists';
  readonly kind = 'conflict';

  constructor(orderId: string) {
    super('This order has a payment under way already.', { orderId });
  }
}

/** The split of a payment does not add up to its amount. */
export class SplitUnbalanced extends DomainError {
  readonly code = 'payment.split_unbalanced';
  readonly kind = 'rule_violation';

  constructor() {
    super('Service fee, commission and what the seller gets must add up to the amount.');
  }
}

/** More would be given back than was received. */
export class RefundExceedsCaptured extends DomainError {
  readonly code = 'refund.exceeds_captured';
  readonly kind = 'rule_violation';

  constructor(amount: bigint, refundable: bigint) {
    super('This is more than what is left to give back.', {
      amount: Number(amount),
      refundable: Number(refundable),
    });
  }
}

export class RefundNotFound extends DomainError {
  readonly code = 'refund.not_found';
  readonly kind = 'not_found';

  constructor(refundId: string) {
    super('There is no such refund.', { refundId });
  }
}

/** The refund is past the point where this could happen to it. */
export class RefundEventRefused extends DomainError {
  readonly code = 'refund.event_refused';
  readonly kind = 'conflict';

  constructor(event: string, state: string) {
    super(`A refund that is ${state} cannot take ${event}.`, { event, state });
  }
}
