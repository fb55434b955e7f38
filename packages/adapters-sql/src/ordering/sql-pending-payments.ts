import { PendingPayments, type ServiceId, type Within } from '@2krika/domain';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const EXIST_FOR: Statement<[exists: boolean]> = {
  name: 'orders_pending_payment_exists',
  text: `SELECT EXISTS (SELECT FROM orders WHERE service_id = $1 AND state = 'pending_payment')`,
};

export class SqlPendingPayments extends PendingPayments {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async existFor(serviceId: ServiceId, within?: Within) {
    const row = await this.store.session(within).row(EXIST_FOR, [serviceId]);
    return row?.[0] === true;
  }
}
