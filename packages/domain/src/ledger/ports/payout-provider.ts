import type { Money } from '../../kernel/index.js';
import type { PaidPayout } from '../model/payout-attempt.js';

/** What an operator is asked to pay. */
export interface PayoutRequest {
  /** Our key. Sent again, it pays nobody twice. */
  readonly reference: string;
  readonly amount: Money;
  readonly channel: string;
  readonly msisdn: string;
  /** Shown to the payee. */
  readonly description: string;
}

/**
 * How a call ended. A time-out, a 5xx and an unreadable answer are `ambiguous`: the money may move, so the
 * same key is asked about, and never replaced by another.
 */
export type PayoutOutcome =
  | { readonly kind: 'accepted'; readonly providerRef: string }
  | { readonly kind: 'rejected'; readonly code: string; readonly message: string }
  | { readonly kind: 'ambiguous'; readonly reason: string };

/** What the operator itself says became of a reference. */
export type PayoutStatus =
  | { readonly kind: 'pending' }
  | (PaidPayout & { readonly kind: 'succeeded' })
  /** It was paid and came back. */
  | (PaidPayout & { readonly kind: 'returned' })
  | { readonly kind: 'failed'; readonly code: string; readonly message: string | null }
  /** It never heard of the reference. */
  | { readonly kind: 'absent' };

/** Pays people from a prefunded float. One adapter an operator or aggregator. */
export abstract class PayoutProvider {
  /** As stored on withdrawals and channels: `sandbox`. */
  abstract readonly name: string;

  /** Never throws for what the network or the provider does: that is an outcome. */
  abstract initiate(request: PayoutRequest): Promise<PayoutOutcome>;

  /** @throws Unavailable when the provider cannot be asked now */
  abstract fetchStatus(reference: string): Promise<PayoutStatus>;
}
