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
import {
  PaymentAlreadyStarted,
  PaymentEventRefused,
  RefundExceedsCaptured,
  SplitUnbalanced,
} from './payment-errors.js';
import {
  LIVE_PAYMENT_STATES,
  PAYMENT_PROCESS,
  type PaymentEvent,
  type PaymentState,
} from './payment-process.js';
import { nextPollAt } from './polling.js';

export type PaymentId = Id<'payment'>;

/** What a charge is made of, frozen when it is made. */
export interface PaymentSplit {
  /** On top of the price, for the buyer. */
  readonly serviceFeeAmount: bigint;
  /** Out of the price. */
  readonly commissionAmount: bigint;
  /** The rest of the price, the seller's. */
  readonly sellerNetAmount: bigint;
}

export type AttemptState = 'created' | 'sent' | 'accepted' | 'succeeded' | 'failed' | 'unknown';

/** One call to a provider. It is stored before the call, and never removed. */
export interface PaymentAttempt {
  readonly id: Id<'payment-attempt'>;
  /** From 1. */
  readonly number: number;
  readonly provider: string;
  /** Our name for it at the provider: sent again, it moves no second money. */
  readonly providerKey: string;
  /** The provider's name for it. */
  readonly providerRef: string | null;
  readonly state: AttemptState;
  readonly sentAt: Date | null;
  readonly finishedAt: Date | null;
}

export interface PaymentRecord extends AggregateState, PaymentSplit {
  readonly id: PaymentId;
  readonly orderId: Id<'order'>;
  readonly payerId: UserId;
  readonly amount: bigint;
  readonly currency: Currency;
  readonly state: PaymentState;
  /** The four are null until the payer chose how to pay. */
  readonly provider: string | null;
  readonly channel: string | null;
  readonly payerMsisdnEncrypted: string | null;
  readonly payerMsisdnMask: string | null;
  readonly capturedAmount: bigint;
  readonly refundedAmount: bigint;
  readonly providerFeeAmount: bigint | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  /** What the provider last stated against the money it brought; null while nothing speaks against it. */
  readonly contradiction: string | null;
  readonly expiresAt: Date;
  readonly capturedAt: Date | null;
  /** When to ask the provider; null while there is nothing to ask. */
  readonly nextPollAt: Date | null;
  readonly pollCount: number;
  readonly attempts: readonly PaymentAttempt[];
}

export interface NewPayment {
  readonly id: PaymentId;
  readonly orderId: Id<'order'>;
  readonly payerId: UserId;
  readonly amount: Money;
  readonly split: PaymentSplit;
  readonly expiresAt: Date;
  readonly now: Date;
}

/** How somebody wants to pay. */
export interface ChosenChannel {
  readonly attemptId: Id<'payment-attempt'>;
  readonly provider: string;
  readonly providerKey: string;
  readonly channel: string;
  readonly msisdnEncrypted: string;
  readonly msisdnMask: string;
}

/** One order's wish for one amount of money, and what became of it. */
export class Payment extends Aggregate<PaymentRecord> {
  private constructor(state: PaymentRecord) {
    super('payment', state);
  }

  /** @throws SplitUnbalanced */
  static initiate({ now, amount, split, ...payment }: NewPayment): Payment {
    const { serviceFeeAmount, commissionAmount, sellerNetAmount } = split;
    if (serviceFeeAmount + commissionAmount + sellerNetAmount !== amount.amount) throw new SplitUnbalanced();
    const initiated = new Payment({
      createdAt: now,
      ...payment,
      ...split,
      amount: amount.amount,
      currency: amount.currency,
      state: 'initiated',
      provider: null,
      channel: null,
      payerMsisdnEncrypted: null,
      payerMsisdnMask: null,
      capturedAmount: 0n,
      refundedAmount: 0n,
      providerFeeAmount: null,
      failureCode: null,
      failureMessage: null,
      contradiction: null,
      capturedAt: null,
      nextPollAt: null,
      pollCount: 0,
      attempts: [],
      version: 0,
      updatedAt: now,
    });
    initiated.record('payment.initiated', now, { orderId: payment.orderId });
    return initiated;
  }

  static rehydrate(state: PaymentRecord): Payment {
    return new Payment(state);
  }

  get amount(): Money {
    return Money.of(this.state.amount, this.state.currency);
  }

  get isLive(): boolean {
    return LIVE_PAYMENT_STATES.includes(this.state.state);
  }

  /** Whether the payer chose how to pay, so that money may come. */
  get isStarted(): boolean {
    return this.state.attempts.length > 0;
  }

  /** Whether its money may still come, in time or late, so that the provider is asked. */
  get isOpen(): boolean {
    return this.isLive || this.state.nextPollAt !== null;
  }

  /** Whether the provider stated another amount than was asked: from then on people decide what becomes of it. */
  get hasMismatched(): boolean {
    return this.state.failureCode === 'amount_mismatch';
  }

  /** Whether the provider said that it holds money of it, be it as much as was asked or not. */
  get hasBroughtMoney(): boolean {
    return this.state.capturedAmount > 0n || this.hasMismatched;
  }

  /** What was received and is not on its way back. */
  get refundable(): bigint {
    return this.state.capturedAmount - this.state.refundedAmount;
  }

  /** The newest call to the provider. */
  get attempt(): PaymentAttempt | undefined {
    return this.state.attempts.at(-1);
  }

  /** The payer chose how to pay: the call to the provider is written down and can be sent. @throws PaymentAlreadyStarted */
  start(
    { attemptId, provider, providerKey, channel, msisdnEncrypted, msisdnMask }: ChosenChannel,
    now: Date,
  ): void {
    if (this.isStarted) throw new PaymentAlreadyStarted(this.id);
    const attempt = { id: attemptId, number: 1, provider, providerKey, providerRef: null } as const;
    this.change(
      {
        provider,
        channel,
        payerMsisdnEncrypted: msisdnEncrypted,
        payerMsisdnMask: msisdnMask,
        attempts: [{ ...attempt, state: 'created', sentAt: null, finishedAt: null }],
      },
      now,
    );
  }

  /** Whether the outcome of the call to the provider is still to come. */
  get awaitsAnswer(): boolean {
    return this.state.state === 'initiated' || this.state.state === 'unknown';
  }

  /** The call is about to be made. False when there is nothing to send any more. */
  markSent(now: Date): boolean {
    if (!this.awaitsAnswer || !this.attempt) return false;
    if (this.attempt.state !== 'created' && this.attempt.state !== 'sent') return false;
    this.changeAttempt({ state: 'sent', sentAt: now }, now);
    return true;
  }

  /** The provider never heard of the call: it is made again, under the same key. */
  sendAgain(now: Date): void {
    this.changeAttempt({ state: 'created' }, now);
    this.change({ nextPollAt: nextPollAt(this.state.pollCount, now) }, now);
  }

  /** The provider took it over and waits for the payer. */
  accept(providerRef: string, now: Date): void {
    this.changeAttempt({ providerRef, state: 'accepted' }, now);
    if (this.apply('provider_accepted', now)) {
      this.change({ nextPollAt: nextPollAt(0, now) }, now);
      this.record('payment.pending', now, this.orderPayload());
    }
  }

  /** Nobody knows whether the provider took it over: it is asked, and never charged under another key. */
  becomeUnknown(now: Date): void {
    const isNews = this.apply('ambiguous', now);
    // Also when it had been unknown: a call that was made again and left as sent would be made for ever.
    this.changeAttempt({ state: 'unknown' }, now);
    if (!isNews) return;
    this.change({ nextPollAt: nextPollAt(0, now) }, now);
    this.record('payment.unknown', now, this.orderPayload());
  }

  /**
   * The provider has the payer's money, all of it.
   * @returns `captured` in time, `captured_late` when this payment counted as over, `known` when told before
   */
  confirm(providerFee: bigint | null, now: Date): 'captured' | 'captured_late' | 'known' {
    const { state, amount } = this.state;
    if (state === 'captured' || state === 'captured_late') return 'known';
    const isLate = !this.isLive;
    this.apply(isLate ? 'confirmed_late' : 'confirmed', now);
    this.changeAttempt({ state: 'succeeded', finishedAt: now }, now);
    this.change(
      {
        capturedAmount: amount,
        capturedAt: now,
        providerFeeAmount: providerFee,
        nextPollAt: null,
        failureCode: null,
        failureMessage: null,
      },
      now,
    );
    this.record(isLate ? 'payment.captured_late' : 'payment.captured', now, this.orderPayload());
    return isLate ? 'captured_late' : 'captured';
  }

  /** The provider refused for good. */
  decline(code: string, message: string | null, now: Date): void {
    if (!this.apply('declined', now)) return;
    this.changeAttempt({ state: 'failed', finishedAt: now }, now);
    this.change({ failureCode: code, failureMessage: message, nextPollAt: null }, now);
    this.record('payment.failed', now, { ...this.orderPayload(), failureCode: code });
  }

  /** What came late pays the order after all. @throws PaymentEventRefused */
  allocate(now: Date): void {
    this.apply('allocate', now);
  }

  /**
   * The provider states another amount than was asked, or than it stated before. What came is accounted for apart
   * from this payment, which ends, so that the order can be paid rightly or expire; one that was captured stays so.
   * The statement is kept, so that people are told of each new one, and of each once.
   * @returns false when that was known
   */
  mismatch(received: bigint, currency: string, now: Date): boolean {
    const statement = `The provider states ${received} ${currency}.`;
    if (this.hasMismatched && this.state.failureMessage === statement) return false;
    const failure = { failureCode: 'amount_mismatch', failureMessage: statement };
    if (this.isLive) this.decline(failure.failureCode, statement, now);
    else this.change({ ...failure, nextPollAt: null }, now);
    this.record('payment.amount_mismatch', now, {
      ...this.orderPayload(),
      received: String(received),
      currency,
    });
    return true;
  }

  /**
   * The provider denies the money that it said it holds. What is booked stays: which of its two statements is true
   * is not the machine's to decide. People are told of each new one, and of each once.
   */
  contradict(stated: string, now: Date): void {
    if (stated === this.state.contradiction) return;
    this.change({ contradiction: stated }, now);
    this.record('payment.contradicted', now, { ...this.orderPayload(), stated });
  }

  /** No money will come any more: the provider says so, or would not know any more. Nobody asks it again. */
  expire(now: Date): void {
    const isNews = this.apply('expire', now);
    if (!isNews && !this.isOpen) return;
    if (this.attempt) this.changeAttempt({ state: 'failed', finishedAt: now }, now);
    this.change({ nextPollAt: null }, now);
    if (isNews) this.record('payment.expired', now, this.orderPayload());
  }

  /**
   * Its order takes no money any more. That is our decision and not the payer's: once the call was made they may
   * still confirm, so the provider is asked on. Nothing when the payment was over.
   */
  end(now: Date): void {
    if (!this.isLive) return;
    if (!this.isStarted) return this.cancel(now);
    if (!this.attempt?.sentAt) return this.expire(now);
    this.apply('expire', now);
    this.change({ nextPollAt: this.state.nextPollAt ?? nextPollAt(0, now) }, now);
    this.record('payment.expired', now, this.orderPayload());
  }

  /** The order is given up before anybody chose how to pay. @throws PaymentEventRefused once the provider was asked */
  cancel(now: Date): void {
    if (this.isStarted && this.isLive) throw new PaymentEventRefused('cancel', this.state.state);
    this.apply('cancel', now);
  }

  /** The provider knows nothing new. */
  polled(now: Date): void {
    const pollCount = this.state.pollCount + 1;
    this.change({ pollCount, nextPollAt: nextPollAt(pollCount, now) }, now);
  }

  /** Part of what was received is on its way back. @throws RefundExceedsCaptured */
  refund(amount: bigint, now: Date): void {
    if (amount > this.refundable) throw new RefundExceedsCaptured(amount, this.refundable);
    this.change({ refundedAmount: this.state.refundedAmount + amount }, now);
  }

  /** A refund will not reach the payer after all. */
  takeBackRefund(amount: bigint, now: Date): void {
    this.change({ refundedAmount: this.state.refundedAmount - amount }, now);
  }

  /** False when the event has nothing left to do. @throws PaymentEventRefused */
  private apply(event: PaymentEvent, now: Date): boolean {
    const { state } = this.state;
    const transition = transitionFrom(PAYMENT_PROCESS, state, event);
    if (transition) {
      this.change({ state: transition.to }, now);
      return true;
    }
    if (isAlreadyDone(PAYMENT_PROCESS, state, event)) return false;
    throw new PaymentEventRefused(event, state);
  }

  private changeAttempt(changes: Partial<PaymentAttempt>, now: Date): void {
    const attempts = this.state.attempts.map((attempt) =>
      attempt === this.attempt ? { ...attempt, ...changes } : attempt,
    );
    this.change({ attempts }, now);
  }

  private orderPayload(): { readonly orderId: string } {
    return { orderId: this.state.orderId };
  }
}
