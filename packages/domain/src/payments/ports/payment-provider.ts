import type { Money } from '../../kernel/index.js';

/** What an operator is asked to collect. */
export interface CollectionRequest {
  /** Our key. Sent again, it charges nobody twice. */
  readonly reference: string;
  readonly amount: Money;
  readonly channel: string;
  readonly msisdn: string;
  /** Shown to the payer. */
  readonly description: string;
}

/** What a refund asks of the operator that took the money. */
export interface ProviderRefundRequest {
  readonly reference: string;
  /** The reference under which it was collected. */
  readonly collectionReference: string;
  readonly amount: Money;
}

/**
 * How a call ended. A time-out, a 5xx and an unreadable answer are `ambiguous`: the money may move, so the
 * same key is asked about, and never replaced by another.
 */
export type CallOutcome =
  | { readonly kind: 'accepted'; readonly providerRef: string }
  | { readonly kind: 'rejected'; readonly code: string; readonly message: string }
  | { readonly kind: 'ambiguous'; readonly reason: string };

/** What the operator itself says became of a reference. */
export type ProviderStatus =
  | { readonly kind: 'pending'; readonly providerRef: string }
  | {
      readonly kind: 'succeeded';
      readonly providerRef: string;
      /** What really moved, which may not be what was asked. */
      readonly amount: bigint;
      readonly currency: string;
      readonly fee: bigint | null;
    }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string | null }
  | { readonly kind: 'expired' }
  /** It never heard of the reference. */
  | { readonly kind: 'absent' };

/** Collects money from people and gives it back. One adapter an operator or aggregator. */
export abstract class PaymentProvider {
  /** As stored on payments and channels: `sandbox`. */
  abstract readonly name: string;

  /** Never throws for what the network or the provider does: that is an outcome. */
  abstract initiate(request: CollectionRequest): Promise<CallOutcome>;

  /** @throws Unavailable when the provider cannot be asked now */
  abstract fetchStatus(reference: string): Promise<ProviderStatus>;

  abstract refund(request: ProviderRefundRequest): Promise<CallOutcome>;

  /** @throws Unavailable */
  abstract fetchRefundStatus(reference: string): Promise<ProviderStatus>;
}
