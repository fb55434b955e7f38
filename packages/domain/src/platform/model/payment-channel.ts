import { DomainError, type Currency, type Money } from '../../kernel/index.js';

export type ChannelDirection = 'in' | 'out';
export type ChannelHealth = 'up' | 'degraded' | 'down';

/** One way of moving money: an operator in a country, towards us (`in`) or from us (`out`). */
export interface PaymentChannel {
  readonly provider: string;
  /** Unique for its direction: `mtn_cm`. */
  readonly code: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly currency: Currency;
  readonly direction: ChannelDirection;
  /** Minor units, both included. */
  readonly min: bigint;
  readonly max: bigint;
  /** Amounts are multiples of it. */
  readonly step: bigint;
  /** Digits after the plus sign that its numbers start with. */
  readonly msisdnPrefixes: readonly string[];
  readonly isEnabled: boolean;
  readonly health: ChannelHealth;
}

/** No open channel could carry this amount. */
export class AmountNotChargeable extends DomainError {
  readonly code = 'platform.amount_not_chargeable';
  readonly kind = 'rule_violation';

  constructor(amount: Money, limits: ChargeableLimits) {
    super(`No operator can carry ${amount.toString()}.`, {
      amount: Number(amount.amount),
      currency: amount.currency,
      min: Number(limits.min),
      max: Number(limits.max),
      step: Number(limits.step),
    });
  }
}

/** No operator of ours moves this currency this way under this code: what was asked for is wrong, not late. */
export class ChannelUnknown extends DomainError {
  readonly code = 'platform.channel_unknown';
  readonly kind = 'rule_violation';

  constructor(channel: string) {
    super('There is no such operator for this.', { channel });
  }
}

/** The channel is switched off or down. */
export class ChannelUnavailable extends DomainError {
  readonly code = 'platform.channel_unavailable';
  readonly kind = 'unavailable';

  constructor(channel: string) {
    super('This operator does not take payments right now.', { channel });
  }
}

/** The number is not one of the channel's operator. */
export class MsisdnNotOfChannel extends DomainError {
  readonly code = 'platform.msisdn_not_of_channel';
  readonly kind = 'rule_violation';

  constructor(channel: string) {
    super('This number does not belong to this operator.', { channel });
  }
}

export interface ChargeableLimits {
  readonly min: bigint;
  readonly max: bigint;
  readonly step: bigint;
}

/**
 * What every enabled channel of the currency and direction can carry: an amount within these limits can be
 * charged whichever operator the payer has. Health is left out on purpose: a price must not become wrong
 * because an operator is down for an hour.
 */
export function chargeableLimits(
  channels: readonly PaymentChannel[],
  currency: Currency,
  direction: ChannelDirection = 'in',
): ChargeableLimits {
  const open = channels.filter(
    (channel) => channel.isEnabled && channel.currency === currency && channel.direction === direction,
  );
  return {
    min: open.reduce((min, channel) => (channel.min > min ? channel.min : min), 1n),
    max: open.reduce((max, channel) => (channel.max < max ? channel.max : max), open[0]?.max ?? 0n),
    step: open.reduce((step, channel) => leastCommonMultiple(step, channel.step), 1n),
  };
}

/** @throws AmountNotChargeable outside the limits or between two steps */
export function assertChargeable(amount: Money, limits: ChargeableLimits): void {
  const isWithin = amount.amount >= limits.min && amount.amount <= limits.max;
  if (!isWithin || !amount.isMultipleOf(limits.step)) throw new AmountNotChargeable(amount, limits);
}

/**
 * The channel with this code, if it takes this amount from this number now.
 * @throws ChannelUnknown; ChannelUnavailable; MsisdnNotOfChannel; AmountNotChargeable
 */
export function openChannel(
  channels: readonly PaymentChannel[],
  wanted: {
    readonly code: string;
    readonly direction: ChannelDirection;
    readonly msisdn: string;
    readonly amount: Money;
  },
): PaymentChannel {
  const channel = channels.find(
    ({ code, direction, currency }) =>
      code === wanted.code && direction === wanted.direction && currency === wanted.amount.currency,
  );
  if (!channel) throw new ChannelUnknown(wanted.code);
  if (!channel.isEnabled || channel.health === 'down') throw new ChannelUnavailable(wanted.code);
  const digits = wanted.msisdn.replace(/^\+/, '');
  if (!channel.msisdnPrefixes.some((prefix) => digits.startsWith(prefix)))
    throw new MsisdnNotOfChannel(channel.code);
  assertChargeable(wanted.amount, channel);
  return channel;
}

function leastCommonMultiple(left: bigint, right: bigint): bigint {
  return (left / greatestCommonDivisor(left, right)) * right;
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  return right === 0n ? left : greatestCommonDivisor(right, left % right);
}
