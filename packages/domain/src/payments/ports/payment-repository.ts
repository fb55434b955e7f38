import { Transactional, type Id, type Within } from '../../kernel/index.js';
import type { Lease } from '../../platform/index.js';
import type { Payment, PaymentId } from '../model/payment.js';

/** Payments with their attempts. At most one payment of an order is live, and at most one is captured. */
export abstract class PaymentRepository extends Transactional {
  /** @throws LivePaymentExists; AlreadyExists for the id */
  abstract add(payment: Payment, within?: Within): Promise<void>;

  /** @throws StaleVersion; LivePaymentExists; AlreadyExists for a second one that is captured */
  abstract save(payment: Payment, within?: Within): Promise<void>;

  abstract find(id: PaymentId, within?: Within): Promise<Payment | null>;

  /** Locks the row until the transaction ends; lock the order first. @throws PaymentNotFound */
  abstract getForUpdate(id: PaymentId, within?: Within): Promise<Payment>;

  /** By the key given to the provider with one of its attempts. Takes no lock: lock the order first, then this. */
  abstract findByProviderKey(providerKey: string, within?: Within): Promise<Payment | null>;

  /** All payments of the order, oldest first, locked. Lock the order first. */
  abstract listOfOrderForUpdate(orderId: Id<'order'>, within?: Within): Promise<readonly Payment[]>;

  /**
   * Takes at most `limit` payments whose call is written down and was not made, or was begun `RESEND_AFTER` ago
   * and never answered, for a lease. Those another worker holds are left out; a save ends the lease.
   */
  abstract claimToSend(now: Date, limit: number): Promise<readonly Lease[]>;

  /** Takes at most `limit` payments whose provider is to be asked, likewise: those that are over but may still
   * bring their money too. */
  abstract claimToPoll(now: Date, limit: number): Promise<readonly Lease[]>;
}
