import { AlreadyExists, FeeRuleRepository, type Currency, type FeeRule, type Within } from '@2krika/domain';
import { Table } from '../mapping/table.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const FEE_RULES = new Table<FeeRule>('fee_rules', {
  id: 'id',
  component: 'component',
  scope: 'scope_type',
  scopeId: 'scope_id',
  currency: 'currency',
  percentBps: 'percent_bps',
  fixedAmount: 'fixed_amount',
  minAmount: 'min_amount',
  maxAmount: 'max_amount',
  validFrom: 'valid_from',
  validTo: 'valid_to',
});

const IN_FORCE = FEE_RULES.select(
  'in_force',
  'WHERE currency = $1 AND valid_from <= $2 AND (valid_to IS NULL OR $2 < valid_to)',
);

/** Two who add overlapping rules at once would else end in a deadlock: each waits for the row of the other. */
const ADD: Statement = { name: 'fee_rules_add', text: `${FEE_RULES.insert.text} ON CONFLICT DO NOTHING` };

export class SequelizeFeeRuleRepository extends FeeRuleRepository {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async inForce(currency: Currency, now: Date, within?: Within) {
    const rows = await this.store.session(within).rows(IN_FORCE, [currency, now]);
    return rows.map((row) => FEE_RULES.read(row));
  }

  async add(rule: FeeRule, within?: Within) {
    const alreadyExists = () => new AlreadyExists('fee-rule');
    await this.store.session(within).executeExactly(1, ADD, FEE_RULES.values(rule), alreadyExists);
  }
}
