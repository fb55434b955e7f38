import {
  after,
  Aggregate,
  isAlreadyDone,
  Money,
  transitionFrom,
  type AggregateState,
  type Currency,
  type Id,
} from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import { FLOAT_PAUSE } from '../../ledger/index.js';
import { RefundEventRefused } from './payment-errors.js';
import type { PaymentId } from './payment.js';
import { nextPollAt, POLLING_ENDS_AFTER, RESEND_AFTER } from './polling.js';
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
  /** What whoever asked for it says. */
  readonly note: string | null;
  readonly state: RefundState;
  readonly source: RefundSource;
  readonly rail: RefundRail;
  /** Null when the system itself asked. */
  readonly requestedBy: UserId | null;
  /** Null while undecided, and when a rule decided. */
  readonly decidedBy: UserId | null;
  readonly rejectionReason: string | null;
  /** Our name for it on the rail; another rail gets another. */
  readonly providerKey: string;
  readonly providerRef: string | null;
  readonly failureCode: string | null;
  /** What the rail last stated against what we know of it; null while nothing speaks against it. */
  readonly contradiction: string | null;
  readonly sentAt: Date | null;
  /** When to call the rail; null while there is no call to make. */
  readonly nextSendAt: Date | null;
  /** When to ask the rail; null while there is nothing to ask. */
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

const CONTRADICTED = 'refund.contradicted';

/** Money that goes back to whoever paid. */
export class Refund extends Aggregate<RefundRecord> {
  private constructor(state: RefundRecord) {
    super('refund', state);
  }

  static request({ now, amount, ...request }: RefundRequest): Refund {
    const refund = new Refund({
      createdAt: now,
      ...request,
      amount: amount.amount,
      currency: amount.currency,
      state: 'requested',
      rail: 'provider',
      sellerPart: 0n,
      commissionPart: 0n,
      feePart: 0n,
      decidedBy: null,
      rejectionReason: null,
      providerRef: null,
      failureCode: null,
      contradiction: null,
      sentAt: null,
      nextSendAt: null,
      nextPollAt: null,
      pollCount: 0,
      version: 0,
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
   * @param decidedBy null when a rule of the process approves it
   * @throws RefundEventRefused unless it was requested; repeating it changes nothing
   */
  approve(source: RefundSource, parts: RefundParts, decidedBy: UserId | null, now: Date): void {
    if (!this.apply('approve', now)) return;
    this.change({ ...parts, source, decidedBy, nextSendAt: now }, now);
    this.record('refund.approved', now, this.payload());
  }

  /** @returns false once that was done @throws RefundEventRefused */
  reject(rejectionReason: string, decidedBy: UserId, now: Date): boolean {
    if (!this.apply('reject', now)) return false;
    this.change({ rejectionReason, decidedBy }, now);
    this.record('refund.rejected', now, this.payload());
    return true;
  }

  /** Whether it waits to be sent. */
  get isQueued(): boolean {
    return this.state.state === 'approved';
  }

  /** The float it is to be paid from does not cover it: it waits, and does not fail. */
  waitForFloat(now: Date): void {
    this.change({ nextSendAt: after(now, FLOAT_PAUSE) }, now);
  }

  /** The call to the rail is about to be made. False when there is nothing to send any more. */
  markSent(now: Date): boolean {
    if (this.state.nextSendAt === null) return false;
    this.apply('send', now);
    // Until the answer is written down: after a kill in between, the call is made again.
    const nextSendAt = after(now, RESEND_AFTER);
    this.change({ sentAt: now, nextSendAt, nextPollAt: nextPollAt(0, now), pollCount: 0 }, now);
    return true;
  }

  /** The rail took it over. */
  accepted(providerRef: string, now: Date): void {
    this.change({ providerRef, nextSendAt: null }, now);
  }

  /** Whether a rail told the end. It may still be asked: what it says against that end, people must know. */
  get isOver(): boolean {
    return this.state.state === 'succeeded' || this.state.state === 'failed';
  }

  /** Whether the rail may have taken it over, and told no end yet. */
  get isSent(): boolean {
    return this.state.state === 'processing' || this.state.state === 'unknown';
  }

  /**
   * The rail never heard of it. Before any other word of it that means the call was lost, and it is made again under
   * the same key; after one the rail speaks against itself, and only asking on is safe.
   */
  absentAtRail(now: Date): void {
    const { providerRef, contradiction } = this.state;
    if (!this.isSent || providerRef !== null || contradiction !== null) return this.polled(now);
    this.apply('send_again', now);
    this.change({ nextSendAt: now, nextPollAt: null }, now);
  }

  /** Nobody knows whether the rail took it over: it is asked, and never given another key. */
  becomeUnknown(now: Date): void {
    this.apply('ambiguous', now);
    this.change({ nextSendAt: null }, now);
  }

  /**
   * The rail knows nothing new. Once it would not learn anything new either, people must: they are told once, and
   * the money stays where it is.
   */
  polled(now: Date): void {
    const { sentAt, nextPollAt: due, pollCount } = this.state;
    if (due === null) return;
    if (sentAt && now > after(sentAt, POLLING_ENDS_AFTER)) return this.giveUpPolling(now);
    this.change({ pollCount: pollCount + 1, nextPollAt: nextPollAt(pollCount + 1, now) }, now);
  }

  /**
   * The rail says that it gave this much back. Where that is not what was asked, nothing is booked, it is asked on,
   * and people must look.
   * @returns whether it is to be booked
   * @throws RefundEventRefused before it was sent
   */
  confirm(amount: bigint, currency: string, now: Date): boolean {
    const isAsAsked = amount === this.state.amount && currency === this.state.currency;
    if (this.isOver) {
      if (this.state.state === 'failed' || !isAsAsked)
        this.tell(CONTRADICTED, `succeeded: ${amount} ${currency}`, now);
      return false;
    }
    if (this.isSent && !isAsAsked) {
      this.mismatch(`${amount} ${currency}`, now);
      return false;
    }
    this.apply('confirmed', now);
    this.change({ nextSendAt: null, nextPollAt: null, failureCode: null, contradiction: null }, now);
    this.record('refund.succeeded', now, this.payload());
    return true;
  }

  /**
   * The rail refused for good: the next one is tried, else people must look at it. Where the rail said before that it
   * moved money, however much, another would perhaps move it twice: people are told, and nothing else changes.
   * @throws RefundEventRefused before it was sent
   */
  decline(code: string, nextProviderKey: string, now: Date): void {
    const hasMovedMoney =
      this.state.state === 'succeeded' || (this.isSent && this.state.contradiction !== null);
    if (hasMovedMoney) {
      this.polled(now);
      return this.tell(CONTRADICTED, `failed: ${code}`, now);
    }
    const nextRail = REFUND_RAILS[REFUND_RAILS.indexOf(this.state.rail) + 1];
    if (!this.apply(nextRail ? 'try_next_rail' : 'declined', now)) return;
    this.change({ failureCode: code, nextSendAt: null, nextPollAt: null }, now);
    if (nextRail) {
      const call = { rail: nextRail, providerKey: nextProviderKey, providerRef: null } as const;
      this.change({ ...call, contradiction: null, sentAt: null, nextSendAt: now }, now);
    } else this.record('refund.failed', now, this.payload());
  }

  private giveUpPolling(now: Date): void {
    this.apply('ambiguous', now);
    this.change({ nextSendAt: null, nextPollAt: null }, now);
    this.record('refund.unknown', now, this.payload());
  }

  private mismatch(stated: string, now: Date): void {
    this.apply('ambiguous', now);
    this.change({ nextSendAt: null, failureCode: 'amount_mismatch' }, now);
    this.polled(now);
    this.tell('refund.amount_mismatch', stated, now);
  }

  /** People are told of each new statement of the rail, and of each once. */
  private tell(event: string, stated: string, now: Date): void {
    if (stated === this.state.contradiction) return;
    this.change({ contradiction: stated }, now);
    this.record(event, now, { ...this.payload(), stated });
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
