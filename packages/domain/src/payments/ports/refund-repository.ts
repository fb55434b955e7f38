import { Transactional, type Id, type Within } from '../../kernel/index.js';
import type { Lease } from '../../platform/index.js';
import type { PaymentId } from '../model/payment.js';
import type { Refund, RefundId } from '../model/refund.js';

export abstract class RefundRepository extends Transactional {
  /** @throws AlreadyExists */
  abstract add(refund: Refund, within?: Within): Promise<void>;

  /** @throws StaleVersion */
  abstract save(refund: Refund, within?: Within): Promise<void>;

  abstract find(id: RefundId, within?: Within): Promise<Refund | null>;

  /** Locks the row until the transaction ends; lock order and payment first. @throws RefundNotFound */
  abstract getForUpdate(id: RefundId, within?: Within): Promise<Refund>;

  /** By the key given to the rail. Takes no lock. */
  abstract findByProviderKey(providerKey: string, within?: Within): Promise<Refund | null>;

  /** What was asked for and not yet decided on this payment. */
  abstract sumRequested(paymentId: PaymentId, within?: Within): Promise<bigint>;

  /** Every refund of the order, oldest first. */
  abstract listOfOrder(orderId: Id<'order'>, within?: Within): Promise<readonly Refund[]>;

  /** Takes at most `limit` refunds whose call to the rail is due, longest due first, for a lease of real time. */
  abstract claimToSend(now: Date, limit: number): Promise<readonly Lease[]>;

  /** Takes at most `limit` refunds whose rail is to be asked, likewise. */
  abstract claimToPoll(now: Date, limit: number): Promise<readonly Lease[]>;
}
