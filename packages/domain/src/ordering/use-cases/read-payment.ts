import type { Actor } from '../../identity/index.js';
import {
  PaymentNotFound,
  type PaymentId,
  type PaymentView,
  type PaymentViews,
} from '../../payments/index.js';

/** Shows a payment to whoever pays it and to staff. */
export class ReadPayment {
  constructor(private readonly payments: PaymentViews) {}

  /** @throws PaymentNotFound, also for everybody else */
  async execute(input: { readonly actor: Actor; readonly paymentId: PaymentId }): Promise<PaymentView> {
    const { actor, paymentId } = input;
    const payment = await this.payments.find(paymentId);
    const mayRead = payment?.payerId === actor.userId || actor.permissions.has('payments:read');
    if (!payment || !mayRead) throw new PaymentNotFound(paymentId);
    return payment;
  }
}
