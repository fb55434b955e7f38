import { AlreadyExists, KycLimitRepository, type KycLimit, type Within } from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Refusals } from '../unit-of-work/statement.js';

const KYC_LIMITS = new Table<KycLimit>('kyc_limits', {
  id: 'id',
  level: 'level',
  country: 'country',
  currency: 'currency',
  perWithdrawal: 'per_withdrawal_amount',
  perDay: 'per_day_amount',
  perMonth: 'per_month_amount',
  validFrom: 'valid_from',
});

const LIST_BEGUN = KYC_LIMITS.select('list_begun', 'WHERE level = $1 AND valid_from <= $2');

const alreadyExists = () => new AlreadyExists('kyc-limit');
const REFUSALS: Refusals = { kyc_limits_pkey: alreadyExists, kyc_limits_key: alreadyExists };

export class SequelizeKycLimitRepository extends KycLimitRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async add(limit: KycLimit, within?: Within) {
    await this.store.session(within).execute(KYC_LIMITS.insert, KYC_LIMITS.values(limit), REFUSALS);
  }

  async listBegun(level: number, now: Date, within?: Within) {
    const rows = await this.store.session(within).rows(LIST_BEGUN, [level, now]);
    return rows.map((row) => KYC_LIMITS.read(row));
  }
}
