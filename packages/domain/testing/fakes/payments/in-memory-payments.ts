import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryFloatCommitments } from './in-memory-float-commitments.js';
import { InMemoryPaymentRepository } from './in-memory-payment-repository.js';
import { InMemoryPaymentViews } from './in-memory-payment-views.js';
import { InMemoryRefundRepository } from './in-memory-refund-repository.js';

/** The transactional ports of payments. */
export function inMemoryPayments(store: InMemoryStore) {
  return {
    payments: new InMemoryPaymentRepository(store),
    refunds: new InMemoryRefundRepository(store),
    floatCommitments: new InMemoryFloatCommitments(store),
  };
}

/** The reading ports of payments. */
export function inMemoryPaymentViews(store: InMemoryStore) {
  return { paymentViews: new InMemoryPaymentViews(store) };
}
