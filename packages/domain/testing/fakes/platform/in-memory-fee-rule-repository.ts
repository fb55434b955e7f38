import { AlreadyExists, FeeRuleRepository, type Currency, type FeeRule, type Within } from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';

/** The rules among which no two may overlap: one row, so that those who add to it wait for each other. */
interface RuleSeries {
  readonly subject: readonly string[];
  readonly rules: readonly FeeRule[];
}

const series = new InMemoryTable<RuleSeries>({ name: 'fee-rule', key: ({ subject }) => subject });

export class InMemoryFeeRuleRepository extends FeeRuleRepository {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  async inForce(currency: Currency, now: Date, within?: Within) {
    const all = await this.store.session(within).all(series);
    return all
      .flatMap(({ rules }) => rules)
      .filter(
        (rule) =>
          rule.currency === currency &&
          rule.validFrom <= now &&
          (rule.validTo === null || now < rule.validTo),
      );
  }

  async add(rule: FeeRule, within?: Within) {
    const session = this.store.session(within);
    const subject = [rule.component, rule.scope, rule.scopeId ?? '', rule.currency];
    await session.insertIfAbsent(series, { subject, rules: [] });
    await session.change(series, subject, ({ rules }) => {
      if (rules.some((known) => known.id === rule.id || overlap(known, rule)))
        throw new AlreadyExists('fee-rule');
      return { subject, rules: [...rules, rule] };
    });
  }
}

function overlap(left: FeeRule, right: FeeRule): boolean {
  return (
    (right.validTo === null || left.validFrom < right.validTo) &&
    (left.validTo === null || right.validFrom < left.validTo)
  );
}
