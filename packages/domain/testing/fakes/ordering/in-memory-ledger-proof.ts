import { LEDGER_RULES, LedgerProof, reportOf } from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { earnings } from '../ledger/in-memory-earning-repository.js';
import { accounts, ledgerTransactions } from '../ledger/in-memory-ledger.js';
import { withdrawals } from '../ledger/in-memory-withdrawal-repository.js';
import { payments } from '../payments/in-memory-payment-repository.js';
import { refunds } from '../payments/in-memory-refund-repository.js';
import { orders } from './in-memory-order-repository.js';
import { LEDGER_RULE_CHECKS } from './ledger-rule-checks.js';

export class InMemoryLedgerProof extends LedgerProof {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async check() {
    const session = this.store.session();
    const books = {
      accounts: await session.all(accounts),
      transactions: await session.all(ledgerTransactions),
      orders: await session.all(orders),
      payments: await session.all(payments),
      refunds: await session.all(refunds),
      earnings: await session.all(earnings),
      withdrawals: await session.all(withdrawals),
    };
    return LEDGER_RULES.map((rule) => reportOf(rule, LEDGER_RULE_CHECKS[rule](books)));
  }
}
