import {
  Aggregate,
  after,
  isAlreadyDone,
  Money,
  StaleVersion,
  transitionFrom,
  type AggregateState,
} from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import { withNewest, type PaidPayout, type PayoutAttempt } from './payout-attempt.js';
import type { PayoutMethodId } from './payout-method.js';
import { FLOAT_PAUSE, nextPayoutPollAt, RESEND_PAUSE } from './payout-polling.js';
import type { Posting } from './posting.js';
import { OwnWithdrawalDecision, WithdrawalEventRefused } from './withdrawal-errors.js';
import {
  withdrawalPaidPosting,
  withdrawalReleasePosting,
  withdrawalRequestPosting,
  withdrawalReturnPosting,
  type WithdrawalMove,
} from './withdrawal-postings.js';
import {
  ENDED_BY_PROVIDER,
  OPEN_WITHDRAWAL_STATES,
  SENT_WITHDRAWAL_STATES,
  WITHDRAWAL_PROCESS,
  type WithdrawalEvent,
} from './withdrawal-process.js';
import type { WithdrawalId, WithdrawalRecord } from './withdrawal-record.js';

export interface WithdrawalRequest {
  readonly id: WithdrawalId;
  readonly number: string;
  readonly userId: UserId;
  readonly payoutMethodId: PayoutMethodId;
  readonly amount: Money;
  readonly fee: Money;
  readonly provider: string;
  readonly channel: string;
  readonly providerKey: string;
  readonly now: Date;
}

const POSTINGS = {
  T10: withdrawalPaidPosting,
  T11: withdrawalReleasePosting,
  T12: withdrawalReturnPosting,
} as const;

/**
 * A seller's money on its way out. Whatever moves money answers with the posting that must be made in the same
 * transaction, or with null when the event was known and there is nothing left to do.
 */
export class Withdrawal extends Aggregate<WithdrawalRecord> {
  private constructor(state: WithdrawalRecord) {
    super('withdrawal', state);
  }

  static request({ now, amount, fee, ...request }: WithdrawalRequest): Withdrawal {
    const withdrawal = new Withdrawal({
      createdAt: now,
      ...request,
      amount: amount.amount,
      feeAmount: fee.amount,
      currency: amount.currency,
      state: 'requested',
      riskFlags: [],
      decidedBy: null,
      rejectionReason: null,
      failureCode: null,
      failureMessage: null,
      nextSendAt: null,
      nextPollAt: null,
      pollCount: 0,
      processingAt: null,
      paidAt: null,
      returnedAt: null,
      attempts: [],
      version: 0,
      updatedAt: now,
    });
    withdrawal.announce('withdrawal.requested', now);
    return withdrawal;
  }

  static rehydrate(state: WithdrawalRecord): Withdrawal {
    return new Withdrawal(state);
  }

  get isOpen(): boolean {
    return OPEN_WITHDRAWAL_STATES.includes(this.state.state);
  }

  /** Whether it waits to be sent. */
  get isQueued(): boolean {
    return this.state.state === 'approved';
  }

  /** Whether the provider was or is about to be called, and did not tell the end yet. */
  get isSent(): boolean {
    return SENT_WITHDRAWAL_STATES.includes(this.state.state);
  }

  get isPaid(): boolean {
    return this.state.state === 'paid';
  }

  /** Whether the provider told the end. It may still be asked: what it says against that end, people must know. */
  get isOver(): boolean {
    return ENDED_BY_PROVIDER.includes(this.state.state);
  }

  /** What the seller receives. */
  get net(): Money {
    const { amount, fee } = this.move;
    return amount.minus(fee);
  }

  /** T9, posted with the request itself. */
  get requestPosting(): Posting {
    return withdrawalRequestPosting(this.move);
  }

  /** @throws StaleVersion when somebody changed it since the actor looked */
  assertVersion(expected: number | undefined): void {
    if (expected !== undefined && expected !== this.version) throw new StaleVersion('withdrawal', this.id);
  }

  /** Lets it go when it is small, else keeps it for people. @returns false once that was done */
  assess(autoApproveUpTo: bigint, now: Date): boolean {
    if (this.state.state !== 'requested') return false;
    if (this.state.amount > autoApproveUpTo) {
      this.apply('hold', now);
      this.change({ riskFlags: ['over_threshold'] }, now);
    } else {
      this.apply('auto_approve', now);
      this.queue(now);
    }
    return true;
  }

  /** @returns false once that was done @throws OwnWithdrawalDecision; WithdrawalEventRefused */
  approve(approver: UserId, now: Date): boolean {
    if (approver === this.state.userId) throw new OwnWithdrawalDecision();
    if (!this.apply('approve', now)) return false;
    this.change({ decidedBy: approver }, now);
    this.queue(now);
    return true;
  }

  /** @throws OwnWithdrawalDecision; WithdrawalEventRefused */
  reject(reason: string, rejecter: UserId, now: Date): Posting | null {
    if (rejecter === this.state.userId) throw new OwnWithdrawalDecision();
    return this.settle('reject', 'withdrawal.rejected', now, {
      rejectionReason: reason,
      decidedBy: rejecter,
    });
  }

  /** @throws WithdrawalEventRefused once it was sent */
  cancel(now: Date): Posting | null {
    return this.settle('cancel', 'withdrawal.cancelled', now);
  }

  /** The float does not cover it: it waits, and does not fail. */
  waitForFloat(now: Date): void {
    this.change({ nextSendAt: after(now, FLOAT_PAUSE) }, now);
  }

  /**
   * The call to the provider is about to be made: the first, or again under the same key because nobody knows
   * of an answer to the last.
   * @returns false when there is no call to make any more
   */
  markSent(attemptId: PayoutAttempt['id'], now: Date): boolean {
    const { state, nextSendAt, provider, providerKey } = this.state;
    if (nextSendAt === null) return false;
    if (state === 'approved') {
      this.apply('send', now);
      const attempt = {
        id: attemptId,
        number: 1,
        provider,
        providerKey,
        providerRef: null,
        finishedAt: null,
      };
      this.change({ processingAt: now, attempts: [{ ...attempt, state: 'sent', sentAt: now }] }, now);
      this.announce('withdrawal.sent', now);
    } else {
      this.changeAttempt({ state: 'sent', sentAt: now }, now);
    }
    // Until the answer is written down: after a kill in between, the call is made again.
    this.change({ nextSendAt: after(now, RESEND_PAUSE) }, now);
    return true;
  }

  /** The provider took it over. */
  accept(providerRef: string, now: Date): void {
    if (!this.isSent) return;
    this.changeAttempt({ state: 'accepted', providerRef }, now);
    this.pollLater(0, now);
  }

  /** Nobody knows whether the provider took it over: it is asked, and never given another key. */
  becomeUnknown(now: Date): void {
    if (!this.isSent) return;
    this.apply('ambiguous', now);
    this.changeAttempt({ state: 'unknown' }, now);
    this.pollLater(0, now);
  }

  /** The provider knows nothing new. */
  polled(now: Date): void {
    if (this.isSent) this.pollLater(this.state.pollCount + 1, now);
  }

  /**
   * The provider never heard of it. Before any answer that means the call was lost, and it is made again; after
   * another word of it the provider contradicts itself, and only asking on is safe.
   */
  absentAtProvider(now: Date): void {
    if (!this.isSent) return;
    if (this.state.attempts.at(-1)?.providerRef !== null || this.hasMismatched) {
      this.apply('ambiguous', now);
      this.polled(now);
    } else {
      this.change({ nextSendAt: now, nextPollAt: null }, now);
    }
  }

  /** Whether it is exactly what the provider was asked to pay. */
  isPaidBy({ amount, currency }: PaidPayout): boolean {
    return amount === this.net.amount && currency === this.net.currency;
  }

  /**
   * The provider says it paid. When it names another amount, or said that it did not pay before, nothing is booked
   * and people must look.
   * @throws WithdrawalEventRefused
   */
  confirm(paid: PaidPayout, now: Date): Posting | null {
    const stated = `${paid.amount} ${paid.currency}`;
    const isAsAsked = this.isPaidBy(paid);
    if (this.isOver && !(this.isPaid && isAsAsked)) {
      this.flag('contradicted', stated, now);
      return null;
    }
    if (this.isSent && !isAsAsked) {
      this.apply('ambiguous', now);
      this.polled(now);
      this.flag('amount_mismatch', stated, now);
      return null;
    }
    const posting = this.settle('confirmed', 'withdrawal.paid', now, { paidAt: now });
    const { providerRef } = paid;
    if (posting) this.changeAttempt({ state: 'succeeded', providerRef, finishedAt: now }, now);
    return posting;
  }

  /**
   * The provider refused for good. Where it said before that it paid, however much, giving the money back would
   * perhaps pay it twice: people must look.
   * @throws WithdrawalEventRefused
   */
  decline(failureCode: string, failureMessage: string | null, now: Date): Posting | null {
    if (this.isSent && this.hasMismatched) {
      this.polled(now);
      this.flag('contradicted', `failed: ${failureCode}`, now);
      return null;
    }
    const posting = this.settle('declined', 'withdrawal.failed', now, { failureCode, failureMessage });
    if (posting) this.changeAttempt({ state: 'failed', finishedAt: now }, now);
    return posting;
  }

  /** What was paid came back. @throws WithdrawalEventRefused unless it was paid */
  comeBack(now: Date): Posting | null {
    return this.settle('returned', 'withdrawal.returned', now, { returnedAt: now });
  }

  private get hasMismatched(): boolean {
    return this.state.riskFlags.includes('amount_mismatch');
  }

  private get move(): WithdrawalMove {
    const { amount, feeAmount, currency, userId, provider } = this.state;
    return {
      withdrawalId: this.id,
      userId,
      provider,
      amount: Money.of(amount, currency),
      fee: Money.of(feeAmount, currency),
    };
  }

  /** People are told once of each reason to look at it. */
  private flag(reason: 'amount_mismatch' | 'contradicted', stated: string, now: Date): void {
    const { riskFlags } = this.state;
    if (riskFlags.includes(reason)) return;
    this.change({ riskFlags: [...riskFlags, reason] }, now);
    this.record(`withdrawal.${reason}`, now, { ...this.payload(), stated });
  }

  private queue(now: Date): void {
    this.change({ nextSendAt: now }, now);
    this.announce('withdrawal.approved', now);
  }

  private pollLater(pollCount: number, now: Date): void {
    this.change({ pollCount, nextPollAt: nextPayoutPollAt(pollCount, now), nextSendAt: null }, now);
  }

  private settle(
    event: WithdrawalEvent,
    eventName: string,
    now: Date,
    changes: Partial<Omit<WithdrawalRecord, keyof AggregateState>> = {},
  ): Posting | null {
    const applied = this.apply(event, now);
    if (!applied) return null;
    this.change({ ...changes, nextSendAt: null, nextPollAt: null }, now);
    this.announce(eventName, now);
    return applied.posting;
  }

  /** Null when the event has nothing left to do. @throws WithdrawalEventRefused */
  private apply(event: WithdrawalEvent, now: Date): { readonly posting: Posting | null } | null {
    const { state } = this.state;
    const transition = transitionFrom(WITHDRAWAL_PROCESS, state, event);
    if (transition) {
      this.change({ state: transition.to }, now);
      return { posting: transition.posts === null ? null : POSTINGS[transition.posts](this.move) };
    }
    if (isAlreadyDone(WITHDRAWAL_PROCESS, state, event)) return null;
    throw new WithdrawalEventRefused(event, state);
  }

  private changeAttempt(changes: Parameters<typeof withNewest>[1], now: Date): void {
    this.change({ attempts: withNewest(this.state.attempts, changes) }, now);
  }

  private announce(name: string, now: Date): void {
    this.record(name, now, this.payload());
  }

  private payload() {
    const { number, userId, amount, currency } = this.state;
    return { number, userId, amount: String(amount), currency };
  }
}
