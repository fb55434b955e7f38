import { Transactional, type Money, type Within } from '../../kernel/index.js';
import type { LedgerTransactionId } from '../model/posting.js';
import type { SidedPosting } from '../model/two-line-posting.js';

export interface SidedPostingOptions extends Within {
  readonly posting: SidedPosting;
  /** Names the fact: called again with the same, it changes nothing. */
  readonly source: string;
}

/**
 * The ledger in the manual form, as seen from one owner. There is no call that moves one account alone: money
 * comes from somewhere, so the type asks for the posting with its other side.
 *
 * ```ts
 * const transaction = await accounts.begin();
 * try {
 *   const posting = { type: 'T4', counterOwnerId: sellerId } as const;
 *   await accounts.credit(sellerId, amount, { transaction, posting, source: earningId });
 *   await transaction.commit();
 * } catch (error) {
 *   await transaction.rollback();
 *   throw error;
 * }
 * ```
 *
 * Use cases post to the `Ledger` directly.
 */
export abstract class AccountRepository extends Transactional {
  /**
   * The owner's account is the template's credit side.
   * @throws LedgerSourceReused; InsufficientBalance; InvalidPosting
   */
  abstract credit(
    ownerId: string | null,
    amount: Money,
    options: SidedPostingOptions,
  ): Promise<LedgerTransactionId>;

  /** The owner's account is the template's debit side. @throws as `credit` */
  abstract debit(
    ownerId: string | null,
    amount: Money,
    options: SidedPostingOptions,
  ): Promise<LedgerTransactionId>;
}
