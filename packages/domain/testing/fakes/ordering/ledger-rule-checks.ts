import {
  accountKey,
  balanceChange,
  OPEN_WITHDRAWAL_STATES,
  ownerTypeOf,
  type AccountCode,
  type EarningRecord,
  type LedgerEntry,
  type LedgerRule,
  type OrderRecord,
  type PaymentRecord,
  type PostingType,
  type RefundRecord,
  type RefundState,
  type WithdrawalRecord,
} from '@2krika/domain';
import type { AccountRow, TransactionRow } from '../ledger/in-memory-ledger.js';

/** The books, and what they record. */
export interface Books {
  readonly accounts: readonly AccountRow[];
  readonly transactions: readonly TransactionRow[];
  readonly orders: readonly OrderRecord[];
  readonly payments: readonly PaymentRecord[];
  readonly refunds: readonly RefundRecord[];
  readonly earnings: readonly EarningRecord[];
  readonly withdrawals: readonly WithdrawalRecord[];
}

const UNSETTLED: readonly RefundState[] = ['approved', 'processing', 'unknown', 'failed'];
const DECIDED: readonly RefundState[] = [...UNSETTLED, 'succeeded'];
const OVER: readonly OrderRecord['state'][] = ['pending_payment', 'completed', 'cancelled', 'expired'];

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
const signed = ({ side, amount }: LedgerEntry) => (side === 'debit' ? amount : -amount);
const entriesOf = ({ transactions }: Books) => transactions.flatMap(({ content }) => content.entries);

/** Keys that occur more than once with different owners. */
function shared(owned: readonly (readonly [key: string, owner: string])[]): string[] {
  const keys = new Set(owned.map(([key]) => key));
  return [...keys].filter(
    (wanted) => new Set(owned.filter(([key]) => key === wanted).map(([, owner]) => owner)).size > 1,
  );
}

function balances(entries: readonly LedgerEntry[]): Map<string, bigint> {
  const found = new Map<string, bigint>();
  for (const { account, side, amount } of entries) {
    const key = accountKey(account);
    found.set(key, (found.get(key) ?? 0n) + balanceChange(account.code, side, amount));
  }
  return found;
}

interface Holding {
  readonly ownerId: string | null;
  readonly currency: AccountRow['currency'];
  readonly amount: bigint;
}

/** The accounts of one code that do not hold what their owners' records add up to. */
function differing(books: Books, code: AccountCode, holdings: readonly Holding[]): string[] {
  const booked = balances(entriesOf(books).filter(({ account }) => account.code === code));
  const recorded = new Map<string, bigint>();
  for (const { amount, ...holding } of holdings) {
    const key = accountKey({ code, ...holding });
    recorded.set(key, (recorded.get(key) ?? 0n) + amount);
  }
  return [...new Set([...booked.keys(), ...recorded.keys()])].filter(
    (key) => (booked.get(key) ?? 0n) !== (recorded.get(key) ?? 0n),
  );
}

function bookedUnder(books: Books, types: readonly PostingType[], sourceKey: string): bigint[] {
  return books.transactions
    .filter(({ content }) => types.includes(content.type) && content.sourceKey === sourceKey)
    .map(({ content }) => content.amount);
}

const isOnly = (booked: readonly bigint[], amount: bigint) => booked.length === 1 && booked[0] === amount;

function mirrors(original: TransactionRow | undefined, reversal: TransactionRow): boolean {
  const lines = (row: TransactionRow, sign: bigint) =>
    row.content.entries.map((entry) => `${accountKey(entry.account)} ${sign * signed(entry)}`).sort();
  return original !== undefined && lines(original, -1n).join() === lines(reversal, 1n).join();
}

/** For each rule what breaks it, as the queries on PostgreSQL find it. */
export const LEDGER_RULE_CHECKS: Readonly<Record<LedgerRule, (books: Books) => string[]>> = {
  transactions_balance: ({ transactions }) =>
    transactions
      .filter(({ content: { entries, amount, currency } }) => {
        const debits = sum(entries.filter(({ side }) => side === 'debit').map((entry) => entry.amount));
        const isOneCurrency = entries.every(({ account }) => account.currency === currency);
        return entries.length < 2 || sum(entries.map(signed)) !== 0n || debits !== amount || !isOneCurrency;
      })
      .map(({ id }) => id),
  books_balance: (books) =>
    [...new Set(entriesOf(books).map(({ account }) => account.currency))].filter(
      (currency) =>
        sum(
          entriesOf(books)
            .filter(({ account }) => account.currency === currency)
            .map(signed),
        ) !== 0n,
    ),
  totals_match_entries: (books) => {
    const booked = balances(entriesOf(books));
    return books.accounts
      .filter((row) => row.balance !== (booked.get(accountKey(row)) ?? 0n))
      .map(accountKey);
  },
  no_negative_balance: (books) => {
    const booked = balances(entriesOf(books));
    return books.accounts.map(accountKey).filter((key) => (booked.get(key) ?? 0n) < 0n);
  },
  one_user_per_transaction: ({ transactions }) =>
    transactions
      .filter(({ content: { entries, userId } }) => {
        const users = entries.flatMap(({ account }) =>
          ownerTypeOf(account) === 'user' ? [account.ownerId] : [],
        );
        return users.length === 0 ? userId !== null : users.some((user) => user !== userId);
      })
      .map(({ id }) => id),
  reversals_mirror: ({ transactions }) =>
    transactions
      .filter((row) => {
        const { reversesTransactionId } = row.content;
        const original = transactions.find(({ id }) => id === reversesTransactionId);
        return reversesTransactionId !== null && !mirrors(original, row);
      })
      .map(({ id }) => id),
  orders_are_captured_once: ({ payments }) =>
    shared(payments.filter(({ state }) => state === 'captured').map(({ id, orderId }) => [orderId, id])),
  captures_are_booked_once: (books) => [
    ...books.payments
      .filter(({ capturedAmount }) => capturedAmount > 0n)
      .filter(({ id, capturedAmount }) => !isOnly(bookedUnder(books, ['T1', 'T3'], id), capturedAmount))
      .map(({ id }) => `payment ${id}`),
    ...books.transactions
      .filter(({ content }) => content.type === 'T1')
      .filter(
        ({ content }) =>
          !books.payments.some(
            ({ id, capturedAmount }) => id === content.sourceKey && capturedAmount === content.amount,
          ),
      )
      .map(({ id }) => `transaction ${id}`),
  ],
  provider_references_are_unique: ({ payments, withdrawals }) =>
    shared(
      [...payments, ...withdrawals].flatMap(({ id, attempts }) =>
        attempts.flatMap(({ provider, providerRef }): [string, string][] =>
          providerRef === null ? [] : [[`${provider} ${providerRef}`, id]],
        ),
      ),
    ),
  refunds_within_captured: ({ payments, refunds }) =>
    payments
      .filter(({ id, capturedAmount }) => {
        const decided = refunds.filter(({ paymentId, state }) => paymentId === id && DECIDED.includes(state));
        return sum(decided.map(({ amount }) => amount)) > capturedAmount;
      })
      .map(({ id }) => `payment ${id}`),
  escrow_matches_order: (books) =>
    differing(
      books,
      'order_escrow',
      books.payments.flatMap(({ orderId, state, currency, capturedAmount, refundedAmount }) => {
        const order = books.orders.find(({ id }) => id === orderId);
        if (state !== 'captured' || !order || OVER.includes(order.state)) return [];
        return [{ ownerId: orderId, currency, amount: capturedAmount - refundedAmount }];
      }),
    ),
  pending_matches_earnings: (books) =>
    differing(
      books,
      'seller_pending',
      books.earnings
        .filter(({ clearedAt }) => clearedAt === null)
        .map(({ sellerId: ownerId, currency, netAmount, reversedAmount }) => ({
          ...{ ownerId, currency, amount: netAmount - reversedAmount },
        })),
    ),
  in_transit_matches_withdrawals: (books) =>
    differing(
      books,
      'withdrawal_in_transit',
      books.withdrawals
        .filter(({ state }) => OPEN_WITHDRAWAL_STATES.includes(state))
        .map(({ userId: ownerId, currency, amount }) => ({ ownerId, currency, amount })),
    ),
  payable_matches_refunds: (books) =>
    differing(
      books,
      'refunds_payable',
      books.refunds
        .filter(({ state }) => UNSETTLED.includes(state))
        .map(({ currency, amount }) => ({ ownerId: null, currency, amount })),
    ),
  payouts_are_booked_once: (books) => [
    ...books.withdrawals
      .filter(({ id, state, amount }) => {
        const booked = bookedUnder(books, ['T10'], id);
        return state === 'paid' || state === 'returned' ? !isOnly(booked, amount) : booked.length > 0;
      })
      .map(({ id }) => `withdrawal ${id}`),
    ...books.transactions
      .filter(({ content }) => content.type === 'T10')
      .filter(({ content }) => !books.withdrawals.some(({ id }) => id === content.sourceKey))
      .map(({ id }) => `transaction ${id}`),
  ],
};
