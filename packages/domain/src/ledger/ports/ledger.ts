import { Transactional, type Within } from '../../kernel/index.js';
import type { AccountRef } from '../model/account-ref.js';
import type { Balances } from '../model/balances.js';
import type { LedgerTransactionId, Posting, PostingContent } from '../model/posting.js';
import type { PostingType, ReversibleType } from '../model/posting-type.js';

/** What names a posting: each pair is posted once. */
export interface PostingSource<Type extends PostingType = PostingType> {
  readonly type: Type;
  readonly sourceKey: string;
}

/** A posting as it is stored. */
export interface LedgerTransaction extends PostingContent {
  readonly id: LedgerTransactionId;
  readonly postedAt: Date;
}

/**
 * The books. Nothing in them is changed or removed: what was wrong is reversed.
 *
 * Accounts come into being with their first entry. Constrained ones are locked in one order, the same for
 * every posting, until the transaction ends; lock the order and the payment first.
 */
export abstract class Ledger extends Transactional {
  /**
   * Writes the posting, unless this type and source were posted before.
   * @returns its id; the first one's when the same was posted before
   * @throws LedgerSourceReused when something else was; InsufficientBalance when a constrained account would
   * go below zero: then nothing is posted
   */
  abstract post(posting: Posting, now: Date, within?: Within): Promise<LedgerTransactionId>;

  /**
   * Posts the exact reverse of what was posted for this source, once.
   * @returns the id of the reversal
   * @throws LedgerTransactionNotFound; InsufficientBalance when the money went on meanwhile
   */
  abstract reverse(
    source: PostingSource<ReversibleType>,
    now: Date,
    within?: Within,
  ): Promise<LedgerTransactionId>;

  abstract find(source: PostingSource, within?: Within): Promise<LedgerTransaction | null>;

  /**
   * The balances of constrained accounts, locked until the transaction ends, so that a decision about them still
   * holds when it is posted. Ask once for all that the decision and its posting need: asked for one after
   * another, they may be waited for in a circle. An account without entries has 0.
   * @throws Error for an account that is not constrained, which is never locked
   */
  abstract lockBalances(accounts: readonly AccountRef[], within?: Within): Promise<Balances>;
}
