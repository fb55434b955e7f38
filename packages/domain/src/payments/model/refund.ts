import {
  Aggregate,
  isAlreadyDone,
  Money,
  transitionFrom,
  type AggregateState,
  type Currency,
  type Id,
} from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import { RefundEventRefused } from './payment-errors.js';
import type { PaymentId } from './payment.js';
import { nextPollAt } from './polling.js';
import { REFUND_PROCESS, type RefundEvent, type RefundState } from './refund-process.js';

export type RefundId = Id<'refund'>;

/** How money goes back, in the order tried: by the operator that took it, else as a payout to the paying phone. */
export const REFUND_RAILS = ['provider', 'payout'] as const;
export type RefundRail = (typeof REFUND_RAILS)[number];

/** Where the money to give back lies: the order's escrow, the seller's earning and our revenue, or money without an order. */
export type RefundSource = 'escrow' | 'completed_order' | 'unallocated';

/** Who gives back how much. The three add up to the refund; all are 0 for money that had no order. */
export interface RefundParts {
  readonly sellerPart: bigint;
  readonly commissionPart: bigint;
  readonly feePart: bigint;
}

export interface RefundRecord extends AggregateState, RefundParts {
  readonly id: RefundId;
  readonly paymentId: PaymentId;
  readonly orderId: Id<'order'>;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly reasonCode: string;
  readonly note: string | null;
  readonly state: RefundState;
  readonly source: RefundSource;
  readonly rail: RefundRail;
  /** Null when the system itself asked. */
  readonly requestedBy: UserId | null;
  readonly approvedBy: UserId | null;
  /** Our name for it on the rail; another rail gets another. */
  readonly providerKey: string;
  readonly providerRef: string | null;
  readonly failureCode: string | null;
  readonly sentAt: Date | null;
  readonly nextPollAt: Date | null;
  readonly pollCount: number;
}

export interface RefundRequest {
  readonly id: RefundId;
  readonly paymentId: PaymentId;
  readonly orderId: Id<'order'>;
  readonly amount: Money;
  readonly reasonCode: string;
  readonly note: string | null;
  readonly source: RefundSource;
  readonly requestedBy: UserId | null;
  readonly providerKey: string;
  readonly now: Date;
}

/** Money that goes back to whoever paid. */
export class Refund extends Aggregate<RefundRecord> {
  private constructor(state: RefundRecord) {
    super('refund', state);
  }

  static request({ now, amount, ...request }: RefundRequest): Refund {
    const refund = new Refund({
      ...request,
      amount: amount.amount,
      currency: amount.currency,
      state: 'requested',
      rail: 'provider',
      sellerPart: 0n,
      commissionPart: 0n,
      feePart: 0n,
      approvedBy: null,
      providerRef: null,
      failureCode: null,
      sentAt: null,
      nextPollAt: null,
      pollCount: 0,
      version: 0,
      createdAt: now,
      updatedAt: now,
    });
    refund.record('refund.requested', now, refund.payload());
    return refund;
  }

  static rehydrate(state: RefundRecord): Refund {
    return new Refund(state);
  }

  get amount(): Money {
    return Money.of(this.state.amount, this.state.currency);
  }

  /** Whether the money has left where it lay. */
  get isApproved(): boolean {
    return this.state.state !== 'requested' && this.state.state !== 'rejected';
  }

  /**
   * The money leaves where it lay.
   * @param approvedBy null when a rule of the process approves it
   * @throws RefundEventRefused unless it was requested; repeating it changes nothing
   */
  approve(source: RefundSource, parts: RefundParts, approvedBy: UserId | null, now: Date): void {
    if (!this.apply('approve', now)) return;
    this.change({ ...parts, source, approvedBy }, now);
    this.record('refund.approved', now, this.payload());
  }

  /** @throws RefundEventRefused */
  reject(reason: string, rejectedBy: UserId, now: Date): void {
    if (!this.apply('reject', now)) return;
    this.change({ note: reason, approvedBy: rejectedBy }, now);
    this.record('refund.rejected', now, this.payload());
  }

  /** The call to the rail is about to be made. False when there is nothing to send any more. */
  markSent(now: Date): boolean {
    if (this.state.state !== 'approved' && this.state.state !== 'processing') return false;
    this.apply('send', now);
    this.change({ sentAt: now, nextPollAt: nextPollAt(0, now), pollCount: 0 }, now);
    return true;
  }

  /** The rail took it over. */
  accepted(providerRef: string, now: Date): void {
    this.change({ providerRef }, now);
  }

  /** Whether the rail may be asked about it. */
  get isSent(): boolean {
    return this.state.state === 'processing' || this.state.state === 'unknown';
  }

  /** The rail never heard of it: the call is made again, under the same key. */
  sendAgain(now: Date): void {
    this.apply('send_again', now);
    this.change({ nextPollAt: null }, now);
  }

  /** Nothing new will be learnt by asking: people must. The money stays where it is. */
  giveUpPolling(now: Date): void {
    this.becomeUnknown(now);
    this.change({ nextPollAt: null }, now);
    this.record('refund.unknown', now, this.payload());
  }

  becomeUnknown(now: Date): void {
    if (this.state.state === 'processing') this.apply('ambiguous', now);
  }

  polled(now: Date): void {
    const pollCount = this.state.pollCount + 1;
    this.change({ pollCount, nextPollAt: nextPollAt(pollCount, now) }, now);
  }

  /** The payer has the money. False when that was known. @throws RefundEventRefused */
  confirm(now: Date): boolean {
    if (!this.apply('confirmed', now)) return false;
    this.change({ nextPollAt: null, failureCode: null }, now);
    this.record('refund.succeeded', now, this.payload());
    return true;
  }

  /** The rail refused for good: the next one is tried, else people must look at it. @throws RefundEventRefused */
  decline(code: string, nextProviderKey: string, now: Date): void {
    const nextRail = REFUND_RAILS[REFUND_RAILS.indexOf(this.state.rail) + 1];
    if (!this.apply(nextRail ? 'try_next_rail' : 'declined', now)) return;
    this.change({ failureCode: code, nextPollAt: null }, now);
    if (nextRail)
      this.change({ rail: nextRail, providerKey: nextProviderKey, providerRef: null, sentAt: null }, now);
    else this.record('refund.failed', now, this.payload());
  }

  /** False when the event has nothing left to do. */
  private apply(event: RefundEvent, now: Date): boolean {
    const { state } = this.state;
    const transition = transitionFrom(REFUND_PROCESS, state, event);
    if (transition) {
      this.change({ state: transition.to }, now);
      return true;
    }
    if (isAlreadyDone(REFUND_PROCESS, state, event)) return false;
    throw new RefundEventRefused(event, state);
  }

  private payload() {
    const { orderId, paymentId, amount, currency } = this.state;
    return { orderId, paymentId, amount: String(amount), currency };
  }
}
