import {
  CHART_OF_ACCOUNTS,
  CURRENCIES,
  LedgerViews,
  type AccountCode,
  type AccountRef,
  type Currency,
  type LedgerTransactionId,
  type ListRequest,
  type PostingType,
  type Side,
  type StatementFilter,
  type StatementLine,
  type UserId,
} from '@2krika/domain';
import { listStatements, readList } from '../mapping/list.js';
import type { SqlStore } from '../unit-of-work/sql-session.js';
import type { Statement } from '../unit-of-work/statement.js';

const BALANCE = `CASE normal_side WHEN 'debit' THEN posted_debits - posted_credits ELSE posted_credits - posted_debits END`;
const OF_CODE = (code: AccountCode) => `coalesce(sum(${BALANCE}) FILTER (WHERE code = '${code}'), 0)::bigint`;

/** Every account a person has keeps its total, so nothing is added up but five rows. */
const OWN_ACCOUNTS: Statement<
  [currency: Currency, pending: bigint, available: bigint, inTransit: bigint, owed: bigint, wallet: bigint]
> = {
  name: 'ledger_own_accounts',
  text: `SELECT currency, ${OF_CODE('seller_pending')}, ${OF_CODE('seller_available')},
      ${OF_CODE('withdrawal_in_transit')}, ${OF_CODE('seller_receivable')}, ${OF_CODE('customer_wallet')}
    FROM accounts WHERE owner_id = $1 AND owner_type = 'user' AND posted_debits + posted_credits > 0
    GROUP BY currency ORDER BY currency`,
};

type EntryJson = [account: AccountCode, side: Side, amount: string, balanceAfter: string];

type LineRow = [
  id: string,
  type: PostingType,
  descriptionKey: string,
  currency: Currency,
  amount: bigint,
  orderId: string | null,
  withdrawalId: string | null,
  postedAt: Date,
  entries: EntryJson[],
];

const LINE = `t.id, t.type, t.description_key, t.currency, t.amount, t.order_id, t.withdrawal_id, t.created_at,
  (SELECT coalesce(json_agg(json_build_array(a.code, e.side, e.amount::text, e.balance_after::text) ORDER BY e.line), '[]')
    FROM transaction_entries e JOIN accounts a ON a.id = e.account_id
    WHERE e.transaction_id = t.id AND a.owner_type = 'user' AND a.owner_id = $1::text AND e.balance_after IS NOT NULL)`;

const MATCHES = `t.user_id = $1::uuid AND ($2::text IS NULL OR t.currency = $2) AND ($3::text IS NULL OR t.type = $3)
  AND ($4::uuid IS NULL OR t.order_id = $4) AND ($5::timestamptz IS NULL OR t.created_at >= $5)
  AND ($6::timestamptz IS NULL OR t.created_at < $6)`;

/** Its last column tells apart what was posted in the same instant. */
const STATEMENT = listStatements<[...line: LineRow, position: bigint]>({
  name: 'ledger_statement',
  ...{ columns: `${LINE}, t.position`, source: 'transactions t' },
  ...{ where: MATCHES, values: 6, key: { at: 't.created_at', id: 't.position', idType: 'bigint' } },
});

const FIND_LINE: Statement<LineRow> = {
  name: 'ledger_statement_line',
  text: `SELECT ${LINE} FROM transactions t WHERE t.user_id = $1::uuid AND t.id = $2`,
};

const TRIAL_BALANCE: Statement<
  [currency: Currency, code: AccountCode, debits: bigint, credits: bigint, balance: bigint]
> = {
  name: 'ledger_trial_balance',
  text: `SELECT currency, code, sum(debits)::bigint, sum(credits)::bigint, sum(balance)::bigint FROM account_balances
    WHERE debits + credits > 0 GROUP BY currency, code`,
};

const ACCOUNT_BALANCE: Statement<[balance: bigint]> = {
  name: 'ledger_account_balance',
  text: `SELECT balance FROM account_balances
    WHERE code = $1 AND currency = $3 AND (owner_id = $2 OR owner_id IS NULL AND $2::text IS NULL)`,
};

const CHART = Object.keys(CHART_OF_ACCOUNTS);

export class SqlLedgerViews extends LedgerViews {
  constructor(private readonly store: SqlStore) {
    super();
  }

  async ownAccounts(userId: UserId) {
    const rows = await this.store.session().rows(OWN_ACCOUNTS, [userId]);
    return rows.map(([currency, pending, available, inTransit, owed, wallet]) => ({
      ...{ currency, pending, available, inTransit, owed, wallet },
    }));
  }

  statement<Request extends ListRequest>(userId: UserId, filter: StatementFilter, request: Request) {
    const { currency = null, type = null, orderId = null, from = null, to = null } = filter;
    return readList(this.store, STATEMENT, [userId, currency, type, orderId, from, to], request, LINES);
  }

  async findStatementLine(userId: UserId, id: LedgerTransactionId) {
    const row = await this.store.session().row(FIND_LINE, [userId, id]);
    return row && lineOf(row);
  }

  async trialBalance() {
    const rows = await this.store.session().rows(TRIAL_BALANCE);
    const inOrder = rows
      .map(([currency, code, debits, credits, balance]) => ({ currency, code, debits, credits, balance }))
      .sort((left, right) => CHART.indexOf(left.code) - CHART.indexOf(right.code));
    return CURRENCIES.map((currency) => {
      const own = inOrder.filter((row) => row.currency === currency);
      const sum = (of: (row: (typeof own)[number]) => bigint) =>
        own.reduce((total, row) => total + of(row), 0n);
      return {
        currency,
        rows: own.map(({ code, debits, credits, balance }) => ({ code, debits, credits, balance })),
        debits: sum(({ debits }) => debits),
        credits: sum(({ credits }) => credits),
      };
    }).filter((balance) => balance.rows.length > 0);
  }

  async accountBalance({ code, ownerId, currency }: AccountRef) {
    const row = await this.store.session().row(ACCOUNT_BALANCE, [code, ownerId, currency]);
    return row?.[0] ?? 0n;
  }
}

const LINES = {
  viewOf: lineOf,
  positionOf: ({ postedAt }: StatementLine, row: readonly unknown[]) => ({
    at: postedAt,
    id: String(row.at(-1)),
  }),
};

function lineOf(row: LineRow | readonly [...LineRow, bigint]): StatementLine {
  const [id, type, descriptionKey, currency, amount, orderId, withdrawalId, postedAt, entries] = row;
  return {
    id,
    ...{ type, descriptionKey, currency, amount, orderId, withdrawalId, postedAt },
    entries: entries.map(([account, side, entryAmount, balanceAfter]) => ({
      account,
      side,
      amount: BigInt(entryAmount),
      balanceAfter: BigInt(balanceAfter),
    })),
  };
}
