import {
  accountKey,
  balanceChange,
  Balances,
  CHART_OF_ACCOUNTS,
  InsufficientBalance,
  Ledger,
  LedgerSourceReused,
  LedgerTransactionNotFound,
  refundReversalPosting,
  type AccountRef,
  type LedgerEntry,
  type Posting,
  type PostingContent,
  type PostingSource,
  type ReversibleType,
  type Within,
} from '@2krika/domain';
import type { InMemorySession, InMemoryStore } from '../in-memory/in-memory-session.js';
import { InMemoryTable } from '../in-memory/in-memory-table.js';
import { InMemoryTransaction } from '../in-memory/in-memory-transaction.js';

/** A constrained account with its running total; the others are the sum of their entries. */
export interface AccountRow extends AccountRef {
  readonly balance: bigint;
}

export interface TransactionRow {
  readonly id: string;
  readonly content: PostingContent;
  readonly canonical: string;
  /** Beside the entries: null on accounts that keep no total. */
  readonly balancesAfter: readonly (bigint | null)[];
  readonly postedAt: Date;
  /** Grows with each posting. */
  readonly position: number;
}

export const accounts = new InMemoryTable<AccountRow>({ name: 'account', key: accountKey });

export const ledgerTransactions = new InMemoryTable<TransactionRow>({
  name: 'ledger-transaction',
  key: ({ id }) => id,
  unique: [
    {
      value: ({ content }) => [content.type, content.sourceKey],
      violation: ({ content }) => new LedgerSourceReused(content.type, content.sourceKey),
    },
  ],
});

let positions = 0;

export class InMemoryLedger extends Ledger {
  constructor(private readonly store: InMemoryStore) {
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
      const stored = await findStored(session, source);
      if (!stored) throw new LedgerTransactionNotFound({ ...source });
      const reversal = refundReversalPosting({ ...stored.content, type: source.type }, stored.id);
      return write(session, reversal, now);
    });
  }

  async find(source: PostingSource, within?: Within) {
    const stored = await findStored(this.store.session(within), source);
    return stored && { ...stored.content, id: stored.id, postedAt: stored.postedAt };
  }

  lockBalances(wanted: readonly AccountRef[], within?: Within) {
    return this.atomically(within, async (session) => {
      for (const account of wanted) {
        if (!isConstrained(account)) throw new Error(`${accountKey(account)} keeps no balance to lock.`);
      }
      return new Balances(await lock(session, wanted));
    });
  }

  /** A transaction of its own where none is given, because a posting is several statements. */
  private async atomically<Result>(
    within: Within | undefined,
    work: (session: InMemorySession) => Promise<Result>,
  ): Promise<Result> {
    if (within?.transaction || this.store instanceof InMemoryTransaction) {
      return work(this.store.session(within));
    }
    const transaction = await this.store.begin();
    try {
      const result = await work(this.store.session({ transaction }));
      await transaction.commit();
      return result;
    } finally {
      await transaction.rollback();
    }
  }
}

async function write(session: InMemorySession, posting: Posting, now: Date): Promise<string> {
  const { content } = posting;
  const touched = content.entries.map(({ account }) => account).filter(isConstrained);
  const balances = await lock(session, touched);
  const canonical = posting.canonical();
  const known = await findStored(session, content);
  if (known) return sameOrRefused(known, canonical);
  const balancesAfter = content.entries.map((entry) => apply(entry, balances));
  const short = touched.find((account) => (balances.get(accountKey(account)) ?? 0n) < 0n);
  if (short) throw new InsufficientBalance(short);
  positions += 1;
  const id = globalThis.crypto.randomUUID();
  const row = { id, content, canonical, balancesAfter, postedAt: now, position: positions };
  if (!(await session.insertIfAbsent(ledgerTransactions, row))) {
    // A rival posted it between the look and the write: no constrained account made them wait for each other.
    const first = await findStored(session, content);
    if (!first) throw new Error('A posting that was in the way is gone.');
    return sameOrRefused(first, canonical);
  }
  for (const [key, balance] of balances) {
    await session.change(accounts, key, (account) => ({ ...account, balance }));
  }
  return id;
}

/** In the order of their keys, so that no two postings wait for each other in a circle. */
async function lock(session: InMemorySession, wanted: readonly AccountRef[]): Promise<Map<string, bigint>> {
  const byKey = new Map(wanted.map((account) => [accountKey(account), account]));
  const balances = new Map<string, bigint>();
  for (const [key, account] of [...byKey].sort(([left], [right]) => (left < right ? -1 : 1))) {
    await session.insertIfAbsent(accounts, { ...account, balance: 0n });
    const row = await session.findForUpdate(accounts, key);
    balances.set(key, row?.balance ?? 0n);
  }
  return balances;
}

/** Moves the balance of the entry's account, and answers it. */
function apply({ account, side, amount }: LedgerEntry, balances: Map<string, bigint>): bigint | null {
  const key = accountKey(account);
  const before = balances.get(key);
  if (before === undefined) return null;
  const balance = before + balanceChange(account.code, side, amount);
  balances.set(key, balance);
  return balance;
}

async function findStored(
  session: InMemorySession,
  { type, sourceKey }: PostingSource,
): Promise<TransactionRow | null> {
  const [row = null] = await session.where(
    ledgerTransactions,
    ({ content }) => content.type === type && content.sourceKey === sourceKey,
  );
  return row;
}

function sameOrRefused({ id, content, canonical: known }: TransactionRow, canonical: string): string {
  if (known !== canonical) throw new LedgerSourceReused(content.type, content.sourceKey);
  return id;
}

function isConstrained({ code }: AccountRef): boolean {
  return CHART_OF_ACCOUNTS[code].isConstrained;
}
