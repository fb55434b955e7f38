import type { Id } from '../../kernel/index.js';

export const PAYOUT_ATTEMPT_STATES = ['sent', 'accepted', 'succeeded', 'failed', 'unknown'] as const;
export type PayoutAttemptState = (typeof PAYOUT_ATTEMPT_STATES)[number];

/**
 * One call to a provider. It is stored as `sent` before the call, so that a kill at any point leaves a key the
 * provider can be asked about, and it is never removed.
 */
export interface PayoutAttempt {
  readonly id: Id<'payout-attempt'>;
  /** From 1. */
  readonly number: number;
  readonly provider: string;
  /** Our name for it at the provider: sent again, it moves no second money. */
  readonly providerKey: string;
  /** The provider's name for it. */
  readonly providerRef: string | null;
  readonly state: PayoutAttemptState;
  readonly sentAt: Date;
  readonly finishedAt: Date | null;
}

/** What a provider says it paid, which may not be what was asked. */
export interface PaidPayout {
  readonly providerRef: string;
  readonly amount: bigint;
  readonly currency: string;
  /** What it charges us for it; null when it does not say. */
  readonly fee: bigint | null;
}

/** The attempts with the newest one changed. */
export function withNewest(
  attempts: readonly PayoutAttempt[],
  changes: Partial<Pick<PayoutAttempt, 'providerRef' | 'state' | 'sentAt' | 'finishedAt'>>,
): readonly PayoutAttempt[] {
  return attempts.map((attempt, index) =>
    index === attempts.length - 1 ? { ...attempt, ...changes } : attempt,
  );
}
