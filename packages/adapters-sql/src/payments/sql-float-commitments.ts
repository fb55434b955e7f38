import { FloatCommitments, type Currency, type Within } from '@2krika/domain';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const SUM: Statement<[sum: bigint]> = {
  name: 'float_commitments_sum',
  text: `SELECT coalesce(sum(amount), 0)::bigint FROM (
      SELECT amount - fee_amount AS amount FROM withdrawals
      WHERE provider = $1 AND currency = $2 AND state IN ('processing', 'unknown')
      UNION ALL
      SELECT refunds.amount FROM refunds JOIN payments ON payments.id = refunds.payment_id
      WHERE payments.provider = $1 AND refunds.currency = $2 AND refunds.rail = 'payout'
        AND refunds.state IN ('processing', 'unknown')
    ) AS sent`,
};

export class SqlFloatCommitments extends FloatCommitments {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async sum(provider: string, currency: Currency, within?: Within) {
    const row = await this.store.session(within).row(SUM, [provider, currency]);
    return row?.[0] ?? 0n;
  }
}
