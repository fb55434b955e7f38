import type { Currency, Id } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import { ownerTypeOf, type AccountRef } from './account-ref.js';
import type { AccountCode, Side } from './chart-of-accounts.js';
import { InvalidPosting } from './ledger-errors.js';
import { POSTING_TYPES, type PostingType } from './posting-type.js';

export type LedgerTransactionId = Id<'ledger-transaction'>;

/** One line of a posting. */
export interface LedgerEntry {
  readonly account: AccountRef;
  readonly side: Side;
  /** Minor units, never 0: the side says the direction. */
  readonly amount: bigint;
  readonly orderId: Id<'order'> | null;
}

/** What a posting is about, by ids of other contexts that mean nothing here. */
export interface PostingLinks {
  readonly orderId: Id<'order'> | null;
  readonly paymentId: Id<'payment'> | null;
  readonly refundId: Id<'refund'> | null;
  readonly withdrawalId: Id<'withdrawal'> | null;
}

/** One posting as data: what a ledger stores of it. */
export interface PostingContent extends PostingLinks {
  readonly type: PostingType;
  readonly currency: Currency;
  /** The sum of either side. */
  readonly amount: bigint;
  /** In the order of the statement, debits first. */
  readonly entries: readonly LedgerEntry[];
  /** The one user whose accounts it touches: so that a statement by user is complete and true. */
  readonly userId: UserId | null;
  /** With the type it names the fact: posted again, it changes nothing. */
  readonly sourceKey: string;
  /** The key of the text a statement shows. */
  readonly descriptionKey: string;
  readonly reversesTransactionId: LedgerTransactionId | null;
  /** Who decided it; null when a rule did. */
  readonly createdBy: UserId | null;
}

/** One line of a posting to be. A line of 0 is left out. */
export interface PostingLine {
  readonly side: Side;
  readonly code: AccountCode;
  /** Null for the platform's own accounts. */
  readonly ownerId?: string | null;
  readonly amount: bigint;
}

export interface NewPosting extends Partial<PostingLinks> {
  readonly type: PostingType;
  readonly currency: Currency;
  readonly sourceKey: string;
  readonly lines: readonly PostingLine[];
  readonly reversesTransactionId?: LedgerTransactionId;
  readonly createdBy?: UserId | null;
}

/**
 * A balanced move of money in one currency. Everything outside this context gets one from a template named
 * for the business fact, so no caller chooses accounts and sides.
 */
export class Posting {
  private constructor(readonly content: PostingContent) {}

  /** @throws InvalidPosting when the lines are not balanced, are nothing, or belong to more than one user */
  static of(draft: NewPosting): Posting {
    const { type, currency, sourceKey, lines, createdBy = null, reversesTransactionId = null } = draft;
    const { orderId = null, paymentId = null, refundId = null, withdrawalId = null } = draft;
    if (sourceKey === '') throw new InvalidPosting(type, 'a posting names its source.');
    const entries = lines
      .filter(({ amount }) => amount !== 0n)
      .map(({ side, code, ownerId = null, amount }) => ({
        account: { code, ownerId, currency },
        side,
        amount,
        orderId,
      }));
    assertEntries(type, entries);
    return new Posting({
      type,
      currency,
      amount: sumOf(entries, 'debit'),
      entries,
      userId: onlyUserOf(type, entries),
      sourceKey,
      orderId,
      paymentId,
      refundId,
      withdrawalId,
      descriptionKey: POSTING_TYPES[type],
      reversesTransactionId,
      createdBy,
    });
  }

  /**
   * The same text for the same content, whoever posts it and when: what a ledger compares, by its digest, when
   * a source is posted again.
   */
  canonical(): string {
    const { type, currency, entries, sourceKey, orderId, paymentId, refundId, withdrawalId } = this.content;
    const lines = entries.map(({ account, side, amount }) => [
      side,
      account.code,
      account.ownerId,
      String(amount),
    ]);
    return JSON.stringify([type, sourceKey, currency, orderId, paymentId, refundId, withdrawalId, lines]);
  }
}

function assertEntries(type: PostingType, entries: readonly LedgerEntry[]): void {
  if (entries.length === 0) throw new InvalidPosting(type, 'there is nothing to post.');
  for (const { account, amount } of entries) {
    if (amount < 0n) throw new InvalidPosting(type, 'an entry has no negative amount.');
    if ((ownerTypeOf(account) === 'platform') !== (account.ownerId === null)) {
      throw new InvalidPosting(type, `${account.code} has the wrong kind of owner.`);
    }
  }
  if (sumOf(entries, 'debit') !== sumOf(entries, 'credit')) {
    throw new InvalidPosting(type, 'debits and credits differ.');
  }
}

function sumOf(entries: readonly LedgerEntry[], side: Side): bigint {
  return entries.reduce((sum, entry) => (entry.side === side ? sum + entry.amount : sum), 0n);
}

function onlyUserOf(type: PostingType, entries: readonly LedgerEntry[]): UserId | null {
  const [userId = null, ...others] = new Set(
    entries.filter(({ account }) => ownerTypeOf(account) === 'user').map(({ account }) => account.ownerId),
  );
  if (others.length > 0)
    throw new InvalidPosting(type, 'a posting touches the accounts of one user at most.');
  return userId;
}
