import type { ServiceRepository } from '../../catalogue/index.js';
import type { EarningRepository, Ledger } from '../../ledger/index.js';
import type { PaymentRepository, RefundRepository } from '../../payments/index.js';
import type { DeadlineRepository, Outbox } from '../../platform/index.js';
import type { OrderRepository } from '../ports/order-repository.js';

/** What moving an order along its process may touch. */
export interface OrderScope {
  readonly orders: OrderRepository;
  readonly services: ServiceRepository;
  readonly payments: PaymentRepository;
  readonly refunds: RefundRepository;
  readonly earnings: EarningRepository;
  readonly ledger: Ledger;
  readonly deadlines: DeadlineRepository;
  readonly outbox: Outbox;
}
