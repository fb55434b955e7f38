import {
  accountKey,
  balanceChange,
  CHART_OF_ACCOUNTS,
  CURRENCIES,
  isAccountCode,
  LedgerViews,
  ownerTypeOf,
  type AccountCode,
  type AccountRef,
  type Currency,
  type LedgerEntry,
  type LedgerTransactionId,
  type ListRequest,
  type Position,
  type StatementFilter,
  type StatementLine,
  type UserId,
} from '@2krika/domain';
import type { InMemoryStore } from '../in-memory/in-memory-session.js';
import { listOf } from '../in-memory/list-of.js';
import { ledgerTransactions, type TransactionRow } from './in-memory-ledger.js';

export class InMemoryLedgerViews extends LedgerViews {
  constructor(private readonly store: InMemoryStore) {
    super();
  }

  async ownAccounts(userId: UserId) {
    const entries = (await this.entries()).filter(({ account }) => isOwnedBy(account, userId));
    return CURRENCIES.filter((currency) => entries.some(({ account }) => account.currency === currency)).map(
      (currency) => {
        const balance = (code: AccountCode) => balanceOf(entries, code, currency);
        return {
          currency,
          pending: balance('seller_pending'),
          available: balance('seller_available'),
          inTransit: balance('withdrawal_in_transit'),
          owed: balance('seller_receivable'),
          wallet: balance('customer_wallet'),
        };
      },
    );
  }

  async statement<Request extends ListRequest>(userId: UserId, filter: StatementFilter, request: Request) {
    const lines = (await this.transactions(userId)).filter((transaction) => matches(transaction, filter));
    return listOf(lines, request, { positionOf: byPosting, viewOf: (line) => lineOf(line, userId) });
  }

  async findStatementLine(userId: UserId, id: LedgerTransactionId) {
    const transaction = (await this.transactions(userId)).find((candidate) => candidate.id === id);
    return transaction ? lineOf(transaction, userId) : null;
  }

  async trialBalance() {
    const entries = await this.entries();
    return CURRENCIES.map((currency) => {
      const own = entries.filter(({ account }) => account.currency === currency);
      const rows = Object.keys(CHART_OF_ACCOUNTS)
        .filter(isAccountCode)
        .filter((code) => own.some(({ account }) => account.code === code))
        .map((code) => ({
          code,
          ...totals(own.filter(({ account }) => account.code === code)),
          balance: balanceOf(own, code, currency),
        }));
      return { currency, rows, ...totals(own) };
    }).filter(({ rows }) => rows.length > 0);
  }

  async accountBalance(account: AccountRef) {
    const entries = await this.entries();
    const own = entries.filter((entry) => accountKey(entry.account) === accountKey(account));
    return balanceOf(own, account.code, account.currency);
  }

  private async entries(): Promise<readonly LedgerEntry[]> {
    return (await this.store.session().all(ledgerTransactions)).flatMap(({ content }) => content.entries);
  }

  private transactions(userId: UserId) {
    return this.store.session().where(ledgerTransactions, ({ content }) => content.userId === userId);
  }
}

/** As text the place has the order of numbers. */
function byPosting({ postedAt, position }: TransactionRow): Position {
  return { at: postedAt, id: String(position).padStart(20, '0') };
}

function isOwnedBy(account: AccountRef, userId: UserId): boolean {
  return ownerTypeOf(account) === 'user' && account.ownerId === userId;
}

function balanceOf(entries: readonly LedgerEntry[], code: AccountCode, currency: Currency): bigint {
  return entries
    .filter(({ account }) => account.code === code && account.currency === currency)
    .reduce((balance, { side, amount }) => balance + balanceChange(code, side, amount), 0n);
}

function totals(entries: readonly LedgerEntry[]) {
  const sum = (side: LedgerEntry['side']) =>
    entries.reduce((total, entry) => (entry.side === side ? total + entry.amount : total), 0n);
  return { debits: sum('debit'), credits: sum('credit') };
}

function matches(
  { content, postedAt }: TransactionRow,
  { currency, type, orderId, from, to }: StatementFilter,
): boolean {
  return (
    (currency === undefined || content.currency === currency) &&
    (type === undefined || content.type === type) &&
    (orderId === undefined || content.orderId === orderId) &&
    (from === undefined || postedAt >= from) &&
    (to === undefined || postedAt < to)
  );
}

function lineOf({ id, content, balancesAfter, postedAt }: TransactionRow, userId: UserId): StatementLine {
  const { type, descriptionKey, currency, amount, orderId, withdrawalId } = content;
  return {
    id,
    ...{ type, descriptionKey, currency, amount, orderId, withdrawalId, postedAt },
    entries: content.entries.flatMap((entry, index) => {
      const balanceAfter = balancesAfter[index] ?? null;
      if (!isOwnedBy(entry.account, userId) || balanceAfter === null) return [];
      return [{ account: entry.account.code, side: entry.side, amount: entry.amount, balanceAfter }];
    }),
  };
}
