import { LEDGER_RULES, LedgerProof, MAX_EXAMPLES, type LedgerRule, type RuleReport } from '@2krika/domain';
import type { SqlSession, SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';
import { LEDGER_RULE_QUERIES } from './ledger-rules.js';

/** One statement a rule, so that books and records are looked at in the same instant. */
export class SqlLedgerProof extends LedgerProof {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async check() {
    const reports: RuleReport<LedgerRule>[] = [];
    for (const rule of LEDGER_RULES) reports.push(await checkRule(this.store.session(), rule));
    return reports;
  }
}

const statementOf = (rule: LedgerRule): Statement<[violations: bigint, subject: string]> => ({
  name: `prove_${rule}`,
  text: `SELECT count(*) OVER (), subject FROM (${LEDGER_RULE_QUERIES[rule]}) AS broken LIMIT ${MAX_EXAMPLES}`,
});

async function checkRule(session: SqlSession, rule: LedgerRule): Promise<RuleReport<LedgerRule>> {
  const rows = await session.rows(statementOf(rule));
  return { rule, violations: Number(rows[0]?.[0] ?? 0n), examples: rows.map(([, subject]) => subject) };
}
