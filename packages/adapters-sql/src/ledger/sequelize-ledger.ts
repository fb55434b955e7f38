import { createHash } from 'node:crypto';
import {
  accountKey,
  balanceChange,
  Balances,
  CHART_OF_ACCOUNTS,
  InsufficientBalance,
  Ledger,
  LedgerSourceReused,
  LedgerTransactionNotFound,
  normalSide,
  ownerTypeOf,
  refundReversalPosting,
  type AccountRef,
  type LedgerTransactionId,
  type Posting,
  type PostingSource,
  type ReversibleType,
  type Within,
} from '@2krika/domain';
import type { SqlSession, SqlStore } from '../unit-of-work/sql-session.js';
import type { SqlValue } from '../unit-of-work/statement.js';
import {
  contentOf,
  FIND_SOURCE,
  FIND_TRANSACTION,
  LOCK_ACCOUNTS,
  OPEN_ACCOUNTS,
  POST,
  UNLOCKED_ACCOUNTS,
} from './ledger-statements.js';

interface LockedAccount {
  readonly id: string;
  /** Null where no total is kept. */
  readonly balance: bigint | null;
}

/** Accounts by their key. */
type Accounts = ReadonlyMap<string, LockedAccount>;

/**
 * Posts in two round trips: the accounts are locked in the order of their ids and read; then the posting, its entries
 * and the totals are one statement. Accounts that are not there yet cost a third.
 */
export class SequelizeLedger extends Ledger {
  constructor(private readonly store: SqlStore) {
    super();
  }

  begin() {
    return this.store.begin();
  }

  post(posting: Posting, now: Date, within?: Within) {
    return this.atomically(within, (session) => write(session, posting, now));
  }

  reverse(source: PostingSource<ReversibleType>, now: Date, within?: Within) {
    return this.atomically(within, async (session) => {
      const stored = await find(session, source);
      if (!stored) throw new LedgerTransactionNotFound({ ...source });
      return write(session, refundReversalPosting({ ...stored, type: source.type }, stored.id), now);
    });
  }

  find(source: PostingSource, within?: Within) {
    return find(this.store.session(within), source);
  }

  lockBalances(wanted: readonly AccountRef[], within?: Within) {
    return this.atomically(within, async (session) => {
      for (const account of wanted) {
        if (!isConstrained(account)) throw new Error(`${accountKey(account)} keeps no balance to lock.`);
      }
      const accounts = await lock(session, wanted);
      return new Balances(new Map([...accounts].map(([key, { balance }]) => [key, balance ?? 0n])));
    });
  }

  /** A transaction of its own where none is given, because a posting is several statements. */
  private async atomically<Result>(
    within: Within | undefined,
    work: (session: SqlSession) => Promise<Result>,
  ): Promise<Result> {
    const joined = this.store.joined(within);
    if (joined) return work(joined.session());
    const transaction = await this.store.begin();
    try {
      const result = await work(transaction.session());
      await transaction.commit();
      return result;
    } finally {
      await transaction.rollback();
    }
  }
}

async function write(session: SqlSession, posting: Posting, now: Date): Promise<LedgerTransactionId> {
  const { content } = posting;
  const hash = createHash('sha256').update(posting.canonical()).digest('base64url');
  const accounts = await lock(
    session,
    content.entries.map(({ account }) => account),
  );
  const { values, short } = movements(posting, accounts);
  if (!short) {
    const [posted] = await session.returning(POST, [...transactionValues(posting, hash, now), ...values]);
    if (posted) return posted[0];
  }
  // What was posted before needs no money again. The look comes after the locks: it sees what a rival committed.
  const known = await session.row(FIND_SOURCE, [content.type, content.sourceKey]);
  if (known) return sameOrRefused(known, content, hash);
  if (short) throw new InsufficientBalance(short);
  throw new Error('A posting that was in the way is gone.');
}

async function lock(session: SqlSession, wanted: readonly AccountRef[]): Promise<Accounts> {
  const refs = [...new Map(wanted.map((account) => [accountKey(account), account])).values()];
  const found = await lockThoseThere(session, refs);
  if (found.size === refs.length) return found;
  // Locked in a statement of its own, which sees what a rival opened meanwhile.
  const [, opened] = await Promise.all([
    session.execute(OPEN_ACCOUNTS, [
      ...columnsOf(refs),
      refs.map(ownerTypeOf),
      refs.map(({ code }) => normalSide(code)),
      refs.map(isConstrained),
    ]),
    lockThoseThere(session, refs),
  ]);
  return opened;
}

/** Fewer than were asked for when one of them is not there: then none is locked. */
async function lockThoseThere(session: SqlSession, refs: readonly AccountRef[]): Promise<Accounts> {
  const unconstrained = refs.filter((account) => !isConstrained(account));
  const isAnyConstrained = unconstrained.length < refs.length;
  const [locked, unlocked] = await Promise.all([
    isAnyConstrained ? session.rowsForUpdate(LOCK_ACCOUNTS, columnsOf(refs)) : [],
    unconstrained.length > 0 ? session.rows(UNLOCKED_ACCOUNTS, columnsOf(unconstrained)) : [],
  ]);
  return new Map(
    [...locked, ...unlocked].map(([id, code, ownerId, currency, balance]) => [
      accountKey({ code, ownerId, currency }),
      { id, balance },
    ]),
  );
}

function columnsOf(refs: readonly AccountRef[]): readonly SqlValue[] {
  return [
    refs.map(({ code }) => code),
    refs.map(({ ownerId }) => ownerId),
    refs.map(({ currency }) => currency),
  ];
}

function transactionValues({ content }: Posting, hash: string, now: Date): readonly SqlValue[] {
  const { type, userId, orderId, paymentId, refundId, withdrawalId, sourceKey, currency, amount } = content;
  const { descriptionKey, reversesTransactionId, createdBy } = content;
  return [
    ...[type, userId, orderId, paymentId, refundId, withdrawalId, sourceKey, hash, currency, amount],
    ...[descriptionKey, reversesTransactionId, createdBy, now],
  ];
}

/** What a posting does to its accounts. */
interface Movements {
  /** The entries with the balances they leave, and what each constrained account moves by. */
  readonly values: readonly SqlValue[];
  /** The account that would go below zero. */
  readonly short: AccountRef | null;
}

function movements({ content: { entries } }: Posting, accounts: Accounts): Movements {
  const balances = new Map<string, bigint>();
  const totals = new Map<string, { debits: bigint; credits: bigint }>();
  const lines = entries.map(({ account, side, amount }) => {
    const key = accountKey(account);
    const known = accounts.get(key);
    if (!known) throw new Error(`The account ${key} was not opened.`);
    if (known.balance === null) return { id: known.id, side, amount, balanceAfter: null };
    const balanceAfter = (balances.get(key) ?? known.balance) + balanceChange(account.code, side, amount);
    balances.set(key, balanceAfter);
    const total = totals.get(known.id) ?? { debits: 0n, credits: 0n };
    if (side === 'debit') total.debits += amount;
    else total.credits += amount;
    totals.set(known.id, total);
    return { id: known.id, side, amount, balanceAfter };
  });
  const short = entries.find(({ account }) => (balances.get(accountKey(account)) ?? 0n) < 0n);
  const moved = [...totals];
  const values = [
    lines.map(({ id }) => id),
    lines.map(({ side }) => side),
    lines.map(({ amount }) => amount),
    lines.map(({ balanceAfter }) => balanceAfter),
    moved.map(([id]) => id),
    moved.map(([, { debits }]) => debits),
    moved.map(([, { credits }]) => credits),
  ];
  return { values, short: short?.account ?? null };
}

function sameOrRefused(
  [id, known]: [id: string, hash: string],
  { type, sourceKey }: PostingSource,
  hash: string,
): LedgerTransactionId {
  if (known !== hash) throw new LedgerSourceReused(type, sourceKey);
  return id;
}

async function find(session: SqlSession, { type, sourceKey }: PostingSource) {
  const row = await session.row(FIND_TRANSACTION, [type, sourceKey]);
  return row && contentOf(row);
}

function isConstrained({ code }: AccountRef): boolean {
  return CHART_OF_ACCOUNTS[code].isConstrained;
}
