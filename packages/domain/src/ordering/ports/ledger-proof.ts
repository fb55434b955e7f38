import type { RuleReport } from '../../platform/index.js';

/** What is always true of the books, and of the books beside what they record. */
export const LEDGER_RULES = [
  /** Each transaction has entries, of one currency, whose debits, credits and amount are equal. */
  'transactions_balance',
  /** The debits and credits of a currency are equal. */
  'books_balance',
  /** An account that keeps totals keeps those of its entries. */
  'totals_match_entries',
  /** No constrained account is below zero. */
  'no_negative_balance',
  /** A transaction touches the accounts of one user at most, and names that user. */
  'one_user_per_transaction',
  /** A reversal is its original with the sides exchanged. */
  'reversals_mirror',
  /** An order is paid by one payment at most. */
  'orders_are_captured_once',
  /** A payment that was captured was booked once, with its amount, and none else was. */
  'captures_are_booked_once',
  /** A provider's reference belongs to one attempt. */
  'provider_references_are_unique',
  /** Refunds never exceed what was captured. */
  'refunds_within_captured',
  /** The escrow of an order that is over is empty, and of one that is not holds what is left of its payments. */
  'escrow_matches_order',
  /** What a seller has pending is the sum of the earnings that have not cleared. */
  'pending_matches_earnings',
  /** What a user has in transit is the sum of the open withdrawals. */
  'in_transit_matches_withdrawals',
  /** What we are about to give back is the sum of the refunds that are decided and not confirmed. */
  'payable_matches_refunds',
  /** A withdrawal that was paid was booked once, with its amount, and none else was. */
  'payouts_are_booked_once',
] as const;

export type LedgerRule = (typeof LEDGER_RULES)[number];

/** Proves the books: looks for whatever breaks a rule of theirs. It changes nothing. */
export abstract class LedgerProof {
  /** One report for each rule, in their order. */
  abstract check(): Promise<readonly RuleReport<LedgerRule>[]>;
}
