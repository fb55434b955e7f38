import { Aggregate, Money, type AggregateState, type Currency, type Id } from '../../kernel/index.js';
import type { UserId } from '../../identity/index.js';
import { EarningNotDue, EarningReversalTooLarge } from './earning-errors.js';

export type EarningId = Id<'earning'>;

/** Derived from the facts of `EarningRecord`; stored nowhere, so it cannot disagree with them. */
export type EarningState = 'pending' | 'available' | 'partially_reversed' | 'reversed';

export interface EarningRecord extends AggregateState {
  readonly id: EarningId;
  /** One earning an order. */
  readonly orderId: Id<'order'>;
  readonly sellerId: UserId;
  readonly currency: Currency;
  /** What was left of the price when the order was completed; minor units, like the three below. */
  readonly grossAmount: bigint;
  readonly commissionAmount: bigint;
  /** Gross less commission: the seller's. */
  readonly netAmount: bigint;
  /** Of the net, what refunds took back. */
  readonly reversedAmount: bigint;
  readonly clearsAt: Date;
  /** Null while it clears. */
  readonly clearedAt: Date | null;
}

export interface NewEarning {
  readonly id: EarningId;
  readonly orderId: Id<'order'>;
  readonly sellerId: UserId;
  readonly commission: Money;
  readonly net: Money;
  /** Until then it stays pending, so that a refund soon after completion finds it. */
  readonly clearsAt: Date;
  readonly now: Date;
}

export function earningStateOf({
  netAmount,
  reversedAmount,
  clearedAt,
}: Pick<EarningRecord, 'netAmount' | 'reversedAmount' | 'clearedAt'>): EarningState {
  if (reversedAmount === netAmount) return 'reversed';
  // What is left of a partly reversed earning still clears, so it counts as pending until then.
  if (clearedAt === null) return 'pending';
  return reversedAmount > 0n ? 'partially_reversed' : 'available';
}

/** What a seller earned with one order. */
export class Earning extends Aggregate<EarningRecord> {
  private constructor(state: EarningRecord) {
    super('earning', state);
  }

  /** @throws CurrencyMismatch */
  static accrue({ now, commission, net, ...earning }: NewEarning): Earning {
    const accrued = new Earning({
      createdAt: now,
      ...earning,
      currency: net.currency,
      grossAmount: net.plus(commission).amount,
      commissionAmount: commission.amount,
      netAmount: net.amount,
      reversedAmount: 0n,
      clearedAt: null,
      version: 0,
      updatedAt: now,
    });
    accrued.record('earning.created', now, accrued.payload());
    return accrued;
  }

  static rehydrate(state: EarningRecord): Earning {
    return new Earning(state);
  }

  get status(): EarningState {
    return earningStateOf(this.state);
  }

  /** What refunds left of it. */
  get left(): Money {
    return Money.of(this.state.netAmount - this.state.reversedAmount, this.state.currency);
  }

  /** What of it lies on the seller's pending account. */
  get pending(): Money {
    return this.state.clearedAt === null ? this.left : Money.zero(this.state.currency);
  }

  /**
   * Its money may be withdrawn from now on.
   * @returns what becomes available, perhaps nothing; nothing at all when it was cleared before
   * @throws EarningNotDue
   */
  clear(now: Date): Money {
    const { clearsAt, clearedAt } = this.state;
    if (now < clearsAt) throw new EarningNotDue(clearsAt);
    const cleared = this.pending;
    if (clearedAt !== null) return cleared;
    this.change({ clearedAt: now }, now);
    if (!cleared.isZero()) this.record('earning.available', now, this.payload());
    return cleared;
  }

  /** A refund takes part of it back, cleared or not. @throws EarningReversalTooLarge; CurrencyMismatch */
  reverse(amount: Money, now: Date): void {
    const { left } = this;
    if (amount.amount > left.amount) throw new EarningReversalTooLarge(amount.amount, left.amount);
    const reversedAmount = this.state.netAmount - left.minus(amount).amount;
    this.change({ reversedAmount }, now);
    this.record('earning.reversed', now, { ...this.payload(), reversed: String(amount.amount) });
  }

  /**
   * A refund that had taken part of it back was given up.
   * @throws AmountOutOfRange when it is more than was taken back; CurrencyMismatch
   */
  restore(amount: Money, now: Date): void {
    const reversed = Money.of(this.state.reversedAmount, this.state.currency).minus(amount);
    this.change({ reversedAmount: reversed.amount }, now);
  }

  private payload() {
    const { orderId, sellerId, netAmount, currency } = this.state;
    return { orderId, sellerId, amount: String(netAmount), currency };
  }
}
