/**
 * What a posting records. The codes are the ones of the books, stored as they are; each has the key of the
 * text a statement shows for it.
 */
export const POSTING_TYPES = {
  T1: 'ledger.payment_captured',
  T1f: 'ledger.provider_fee',
  T2: 'ledger.order_completed',
  T3: 'ledger.receipt_unallocated',
  T3o: 'ledger.receipt_allocated',
  T3r: 'ledger.receipt_to_refund',
  T4: 'ledger.earning_cleared',
  T4r: 'ledger.debt_recouped',
  T5: 'ledger.refund_before_completion',
  T5_reversal: 'ledger.refund_before_completion_cancelled',
  T7: 'ledger.refund_after_completion',
  T7_reversal: 'ledger.refund_after_completion_cancelled',
  T8: 'ledger.refund_confirmed',
  T9: 'ledger.withdrawal_requested',
  T10: 'ledger.withdrawal_paid',
  T10f: 'ledger.payout_fee',
  T11: 'ledger.withdrawal_released',
  T12: 'ledger.withdrawal_returned',
  T17: 'ledger.treasury_move',
} as const satisfies Record<string, `ledger.${string}`>;

export type PostingType = keyof typeof POSTING_TYPES;

/** The types that undo another, and which. */
export const REVERSALS = { T5: 'T5_reversal', T7: 'T7_reversal' } as const satisfies Partial<
  Record<PostingType, PostingType>
>;

export type ReversibleType = keyof typeof REVERSALS;

/** Whether the text is a type of posting. */
export function isPostingType(text: string): text is PostingType {
  return Object.hasOwn(POSTING_TYPES, text);
}
