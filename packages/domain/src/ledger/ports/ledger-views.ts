import type { Currency, Id, ListAnswer, ListRequest } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { AccountRef } from '../model/account-ref.js';
import type { AccountCode, Side } from '../model/chart-of-accounts.js';
import type { LedgerTransactionId } from '../model/posting.js';
import type { PostingType } from '../model/posting-type.js';

/** A person's money in one currency, in minor units: five rows of the chart side by side. */
export interface OwnAccounts {
  readonly currency: Currency;
  readonly pending: bigint;
  readonly available: bigint;
  readonly inTransit: bigint;
  /** What the person owes us. */
  readonly owed: bigint;
  readonly wallet: bigint;
}

export interface StatementEntry {
  readonly account: AccountCode;
  readonly side: Side;
  readonly amount: bigint;
  /** What was on the account afterwards. */
  readonly balanceAfter: bigint;
}

/** One transaction as the person whose accounts it touched sees it: the other entries are not theirs to see. */
export interface StatementLine {
  readonly id: LedgerTransactionId;
  readonly type: PostingType;
  readonly descriptionKey: string;
  readonly currency: Currency;
  readonly amount: bigint;
  readonly orderId: Id<'order'> | null;
  readonly withdrawalId: Id<'withdrawal'> | null;
  readonly entries: readonly StatementEntry[];
  readonly postedAt: Date;
}

export interface StatementFilter {
  readonly currency?: Currency;
  readonly type?: PostingType;
  readonly orderId?: Id<'order'>;
  /** Included. */
  readonly from?: Date;
  /** Not included. */
  readonly to?: Date;
}

export interface TrialBalanceRow {
  readonly code: AccountCode;
  readonly debits: bigint;
  readonly credits: bigint;
  /** On the normal side of the account; negative only where the chart allows it. */
  readonly balance: bigint;
}

/** Every account of the chart that has entries, its owners taken together. */
export interface TrialBalance {
  readonly currency: Currency;
  readonly rows: readonly TrialBalanceRow[];
  readonly debits: bigint;
  readonly credits: bigint;
}

/** What screens read of the books. */
export abstract class LedgerViews {
  /** One row a currency the person has an account in, by currency. */
  abstract ownAccounts(userId: UserId): Promise<readonly OwnAccounts[]>;

  /** Newest first, what was posted in the same instant in the order it was posted in. */
  abstract statement<Request extends ListRequest>(
    userId: UserId,
    filter: StatementFilter,
    request: Request,
  ): Promise<ListAnswer<StatementLine, Request>>;

  /** Null when there is none, or it touched no account of this person. */
  abstract findStatementLine(userId: UserId, id: LedgerTransactionId): Promise<StatementLine | null>;

  /** By currency; rows in the order of the chart. */
  abstract trialBalance(): Promise<readonly TrialBalance[]>;

  /** On the normal side; 0 without entries. */
  abstract accountBalance(account: AccountRef): Promise<bigint>;
}
