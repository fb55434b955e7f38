import type { FailureCode } from './behaviour.js';
import type { Currency } from './channel.js';
import type { OperationKind } from './operation-kind.js';

/** Of these, `expired` is for collections only and `returned` for payouts only. */
export type OperationStatus = 'pending' | 'successful' | 'failed' | 'expired' | 'returned';

/** Amounts are whole francs; `reference` is the client's own key and makes the request idempotent. */
export interface CollectionRequest {
  readonly reference: string;
  readonly amount: number;
  readonly currency: Currency;
  readonly channel: string;
  readonly msisdn: string;
  readonly description: string;
  readonly callbackUrl: string;
}

export interface RefundRequest {
  readonly reference: string;
  readonly collectionReference: string;
  readonly amount: number;
  /** Default: where the collection's webhooks go. */
  readonly callbackUrl?: string;
}

export interface PayoutRequest {
  readonly reference: string;
  readonly amount: number;
  readonly currency: Currency;
  readonly channel: string;
  readonly msisdn: string;
  readonly name: string;
  /** Without it no webhook is sent. */
  readonly callbackUrl?: string;
}

/** Instants are milliseconds since the epoch. An operation is an immutable value, replaced on each change. */
interface OperationOf<Kind extends OperationKind, Request> {
  readonly kind: Kind;
  readonly reference: string;
  /** The operator's own name for it. */
  readonly providerRef: string;
  /** As it was accepted: a repeat of the reference is compared with it. */
  readonly request: Request;
  readonly status: OperationStatus;
  /** What was asked until it succeeds, then what really moved. */
  readonly amount: number;
  readonly currency: Currency;
  readonly channel: string;
  readonly msisdn: string;
  /** What the operator keeps of a successful collection; 0 for everything else. */
  readonly fee: number;
  readonly failureCode: FailureCode | null;
  readonly callbackUrl: string | null;
  readonly acceptedAt: number;
  /** When it reached its present status, if that is not `pending`. */
  readonly completedAt: number | null;
  /** When it changes by itself; null when it does not. */
  readonly dueAt: number | null;
}

export type Collection = OperationOf<'collection', CollectionRequest>;
export type Refund = OperationOf<'refund', RefundRequest>;
export type Payout = OperationOf<'payout', PayoutRequest>;
export type Operation = Collection | Refund | Payout;
