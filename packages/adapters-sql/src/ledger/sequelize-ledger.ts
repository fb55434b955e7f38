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
 * Posts in two round trips: the accounts are opened, locked in the order of their ids and read together with
 * what was posted for the source before; then the posting, its entries and the totals are one statement.
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
      const { accounts } = await lock(session, wanted);
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
  const touched = content.entries.map(({ account }) => account);
  const { accounts, known } = await lock(session, touched, content);
  if (known) return sameOrRefused(known, content, hash);
  const values = [...transactionValues(posting, hash, now), ...movements(posting, accounts)];
  const [posted] = await session.returning(POST, values);
  if (posted) return posted[0];
  // A rival posted it between the look and the write: no constrained account made them wait for each other.
  const first = await session.row(FIND_SOURCE, [content.type, content.sourceKey]);
  if (!first) throw new Error('A posting that was in the way is gone.');
  return sameOrRefused(first, content, hash);
}

/** The three are sent together; the last looks once the locks are held, so that it sees what a rival committed. */
async function lock(session: SqlSession, wanted: readonly AccountRef[], source?: PostingSource) {
  const refs = [...new Map(wanted.map((account) => [accountKey(account), account])).values()];
  const columns = columnsOf(refs);
  const [, locked, unlocked, known] = await Promise.all([
    session.execute(OPEN_ACCOUNTS, [
      ...columns,
      refs.map(ownerTypeOf),
      refs.map(({ code }) => normalSide(code)),
      refs.map(isConstrained),
    ]),
    session.rowsForUpdate(LOCK_ACCOUNTS, columnsOf(refs.filter(isConstrained))),
    session.rows(UNLOCKED_ACCOUNTS, columnsOf(refs.filter((account) => !isConstrained(account)))),
    source ? session.row(FIND_SOURCE, [source.type, source.sourceKey]) : null,
  ]);
  const accounts = new Map<string, LockedAccount>();
  for (const [id, code, ownerId, currency, balance] of [...locked, ...unlocked]) {
    accounts.set(accountKey({ code, ownerId, currency }), { id, balance });
  }
  return { accounts, known };
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

/**
 * The entries with the balances they leave, and what each constrained account moves by.
 * @throws InsufficientBalance
 */
function movements({ content: { entries } }: Posting, accounts: Accounts): readonly SqlValue[] {
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
  if (short) throw new InsufficientBalance(short.account);
  const moved = [...totals];
  return [
    lines.map(({ id }) => id),
    lines.map(({ side }) => side),
    lines.map(({ amount }) => amount),
    lines.map(({ balanceAfter }) => balanceAfter),
    moved.map(([id]) => id),
    moved.map(([, { debits }]) => debits),
    moved.map(([, { credits }]) => credits),
  ];
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
