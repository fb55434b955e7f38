import type { Money } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import { TreasuryMoveToSelf } from './ledger-errors.js';
import { Posting } from './posting.js';

/** Where our own money lies. */
export const TREASURY_PLACES = ['bank', 'provider_clearing', 'disbursement_float'] as const;
export type TreasuryPlace = (typeof TREASURY_PLACES)[number];

export interface TreasuryMove {
  readonly moveId: string;
  readonly from: TreasuryPlace;
  readonly to: TreasuryPlace;
  /** Whose clearing or float it is. */
  readonly provider: string;
  readonly amount: Money;
  /** Null when the system itself does it. */
  readonly createdBy: UserId | null;
}

/** T17: money we moved between bank, clearing and float. Once per move. @throws TreasuryMoveToSelf */
export function treasuryMovePosting({
  moveId,
  from,
  to,
  provider,
  amount,
  createdBy,
}: TreasuryMove): Posting {
  if (from === to) throw new TreasuryMoveToSelf(from, amount.currency);
  const ownerOf = (place: TreasuryPlace) => (place === 'bank' ? null : provider);
  return Posting.of({
    type: 'T17',
    currency: amount.currency,
    sourceKey: moveId,
    createdBy,
    lines: [
      { side: 'debit', code: to, ownerId: ownerOf(to), amount: amount.amount },
      { side: 'credit', code: from, ownerId: ownerOf(from), amount: amount.amount },
    ],
  });
}
