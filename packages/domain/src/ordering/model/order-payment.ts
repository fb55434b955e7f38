import { Payment, type PaymentId } from '../../payments/index.js';
import type { Order } from './order.js';

/** A payment of all that the order costs, split as was agreed when it was placed. */
export function paymentOf(order: Order, id: PaymentId, now: Date): Payment {
  const { serviceFeeAmount, commissionAmount, sellerNetAmount, ...placed } = order.snapshot();
  return Payment.initiate({
    id,
    orderId: order.id,
    payerId: placed.customerId,
    amount: order.total,
    split: { serviceFeeAmount, commissionAmount, sellerNetAmount },
    expiresAt: placed.paymentDueAt,
    now,
  });
}
