import type { SqlStore } from '../unit-of-work/sql-session.js';
import { SequelizeOrderRepository } from './sequelize-order-repository.js';
import { SqlOrderViews } from './sql-order-views.js';
import { SqlPendingPayments } from './sql-pending-payments.js';

/** The transactional ports of ordering. */
export function sqlOrdering(store: SqlStore) {
  return { orders: new SequelizeOrderRepository(store), pendingPayments: new SqlPendingPayments(store) };
}

/** The reading ports of ordering. */
export function sqlOrderViews(store: SqlStore) {
  return { orderViews: new SqlOrderViews(store) };
}
