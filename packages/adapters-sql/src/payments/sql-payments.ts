import type { SqlStore } from '../unit-of-work/sql-session.js';
import { SequelizePaymentRepository } from './sequelize-payment-repository.js';
import { SequelizeRefundRepository } from './sequelize-refund-repository.js';
import { SqlFloatCommitments } from './sql-float-commitments.js';
import { SqlPaymentViews } from './sql-payment-views.js';

/** The transactional ports of payments. */
export function sqlPayments(store: SqlStore) {
  return {
    payments: new SequelizePaymentRepository(store),
    refunds: new SequelizeRefundRepository(store),
    floatCommitments: new SqlFloatCommitments(store),
  };
}

/** The reading ports of payments. */
export function sqlPaymentViews(store: SqlStore) {
  return { paymentViews: new SqlPaymentViews(store) };
}
