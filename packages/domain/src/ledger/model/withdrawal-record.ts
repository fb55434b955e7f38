import type { AggregateState, Currency, Id } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import type { PayoutAttempt } from './payout-attempt.js';
import type { PayoutMethodId } from './payout-method.js';
import type { WithdrawalState } from './withdrawal-process.js';

export type WithdrawalId = Id<'withdrawal'>;

/** Why people look at a withdrawal: before it is sent, or because the provider contradicts us, or itself later. */
export const RISK_FLAGS = ['over_threshold', 'amount_mismatch', 'contradicted'] as const;
export type RiskFlag = (typeof RISK_FLAGS)[number];

export interface WithdrawalRecord extends AggregateState {
  readonly id: WithdrawalId;
  /** For people: `2W-26-000123`. */
  readonly number: string;
  readonly userId: UserId;
  readonly payoutMethodId: PayoutMethodId;
  /** W, what leaves the seller's account; minor units, like the fee, which is part of it. */
  readonly amount: bigint;
  readonly feeAmount: bigint;
  readonly currency: Currency;
  readonly state: WithdrawalState;
  readonly riskFlags: readonly RiskFlag[];
  /** Null while undecided, and when a rule decided. */
  readonly decidedBy: UserId | null;
  readonly rejectionReason: string | null;
  readonly provider: string;
  readonly channel: string;
  /** The one key it is sent under, however often. */
  readonly providerKey: string;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  /** When to call the provider; null while there is no call to make. */
  readonly nextSendAt: Date | null;
  /** When to ask the provider; null while there is nothing to ask. */
  readonly nextPollAt: Date | null;
  readonly pollCount: number;
  readonly processingAt: Date | null;
  readonly paidAt: Date | null;
  readonly returnedAt: Date | null;
  readonly attempts: readonly PayoutAttempt[];
}
