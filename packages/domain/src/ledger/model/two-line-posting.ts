import type { Money } from '../../kernel/index.js';
import type { AccountCode, Side } from './chart-of-accounts.js';
import { Posting, type PostingLinks } from './posting.js';
import type { PostingType } from './posting-type.js';

/** The templates that move one amount between two accounts which the type alone decides. */
export const TWO_LINE_TEMPLATES = {
  T1: { debit: 'provider_clearing', credit: 'order_escrow' },
  T1f: { debit: 'provider_fee_expense', credit: 'provider_clearing' },
  T3: { debit: 'provider_clearing', credit: 'unallocated_receipts' },
  T3o: { debit: 'unallocated_receipts', credit: 'order_escrow' },
  T3r: { debit: 'unallocated_receipts', credit: 'refunds_payable' },
  T4: { debit: 'seller_pending', credit: 'seller_available' },
  T4r: { debit: 'seller_available', credit: 'seller_receivable' },
  T5: { debit: 'order_escrow', credit: 'refunds_payable' },
  T9: { debit: 'seller_available', credit: 'withdrawal_in_transit' },
  T10f: { debit: 'payout_fee_expense', credit: 'disbursement_float' },
  T11: { debit: 'withdrawal_in_transit', credit: 'seller_available' },
} as const satisfies Partial<Record<PostingType, Readonly<Record<Side, AccountCode>>>>;

export type TwoLineType = keyof typeof TWO_LINE_TEMPLATES;

export interface TwoLinePosting extends Partial<PostingLinks> {
  readonly amount: Money;
  /** Whose accounts the two are; null where it is the platform's own. */
  readonly debitOwnerId: string | null;
  readonly creditOwnerId: string | null;
  readonly sourceKey: string;
}

/** @throws InvalidPosting for an amount of 0 or an owner of the wrong kind */
export function twoLinePosting(
  type: TwoLineType,
  { amount, debitOwnerId, creditOwnerId, ...rest }: TwoLinePosting,
): Posting {
  const { debit, credit } = TWO_LINE_TEMPLATES[type];
  return Posting.of({
    ...rest,
    type,
    currency: amount.currency,
    lines: [
      { side: 'debit', code: debit, ownerId: debitOwnerId, amount: amount.amount },
      { side: 'credit', code: credit, ownerId: creditOwnerId, amount: amount.amount },
    ],
  });
}

/** The template a one-sided call is a side of. It decides both accounts. */
export interface SidedPosting extends Partial<PostingLinks> {
  readonly type: TwoLineType;
  /** Whose the account on the other side is; null for the platform's own. */
  readonly counterOwnerId: string | null;
}

/** A two-line posting as its `side` sees it. @throws InvalidPosting */
export function sidedPosting(
  side: Side,
  ownerId: string | null,
  amount: Money,
  { type, counterOwnerId, ...links }: SidedPosting,
  sourceKey: string,
): Posting {
  return twoLinePosting(type, {
    ...links,
    amount,
    sourceKey,
    debitOwnerId: side === 'debit' ? ownerId : counterOwnerId,
    creditOwnerId: side === 'credit' ? ownerId : counterOwnerId,
  });
}
