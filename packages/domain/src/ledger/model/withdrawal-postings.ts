import type { Id, Money } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import { Posting } from './posting.js';
import { twoLinePosting } from './two-line-posting.js';

export interface WithdrawalMove {
  readonly withdrawalId: Id<'withdrawal'>;
  readonly userId: UserId;
  readonly provider: string;
  /** W, what leaves the seller's account. */
  readonly amount: Money;
  /** w, what of it is ours. */
  readonly fee: Money;
}

/** T9: the money is set apart from the moment it is asked for, so that it cannot be asked for twice. */
export function withdrawalRequestPosting({ withdrawalId, userId, amount }: WithdrawalMove): Posting {
  return twoLinePosting('T9', {
    withdrawalId,
    amount,
    debitOwnerId: userId,
    creditOwnerId: userId,
    sourceKey: withdrawalId,
  });
}

/** T10: the provider confirmed that the seller has it. */
export function withdrawalPaidPosting(move: WithdrawalMove): Posting {
  const { withdrawalId, userId, provider, amount, fee } = move;
  return Posting.of({
    type: 'T10',
    currency: amount.currency,
    sourceKey: withdrawalId,
    withdrawalId,
    lines: [
      { side: 'debit', code: 'withdrawal_in_transit', ownerId: userId, amount: amount.amount },
      { side: 'credit', code: 'disbursement_float', ownerId: provider, amount: amount.minus(fee).amount },
      { side: 'credit', code: 'withdrawal_fee_revenue', amount: fee.amount },
    ],
  });
}

/** T11: it was given up before it was paid, and is the seller's to withdraw again. */
export function withdrawalReleasePosting({ withdrawalId, userId, amount }: WithdrawalMove): Posting {
  return twoLinePosting('T11', {
    withdrawalId,
    amount,
    debitOwnerId: userId,
    creditOwnerId: userId,
    sourceKey: withdrawalId,
  });
}

/** T12: paid money came back. The fee goes back as well, since nothing was withdrawn in the end. */
export function withdrawalReturnPosting(move: WithdrawalMove): Posting {
  const { withdrawalId, userId, provider, amount, fee } = move;
  return Posting.of({
    type: 'T12',
    currency: amount.currency,
    sourceKey: withdrawalId,
    withdrawalId,
    lines: [
      { side: 'debit', code: 'disbursement_float', ownerId: provider, amount: amount.minus(fee).amount },
      { side: 'debit', code: 'withdrawal_fee_revenue', amount: fee.amount },
      { side: 'credit', code: 'seller_available', ownerId: userId, amount: amount.amount },
    ],
  });
}

export interface PayoutFee {
  readonly withdrawalId: Id<'withdrawal'>;
  readonly provider: string;
  readonly amount: Money;
}

/** T10f: what the provider charged us for paying out. Once per withdrawal. */
export function payoutFeePosting({ withdrawalId, provider, amount }: PayoutFee): Posting {
  return twoLinePosting('T10f', {
    withdrawalId,
    amount,
    debitOwnerId: null,
    creditOwnerId: provider,
    sourceKey: withdrawalId,
  });
}
