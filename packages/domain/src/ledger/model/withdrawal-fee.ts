import type { Money } from '../../kernel/index.js';
import {
  AmountNotChargeable,
  assertChargeable,
  chargeableLimits,
  feeOn,
  feeRuleFor,
  type FeeRule,
  type PaymentChannel,
} from '../../platform/index.js';

export interface WithdrawalTerms {
  readonly amount: Money;
  readonly sellerId: string;
  readonly sellerLevel: string;
  /** The channel it is sent through. */
  readonly channel: PaymentChannel;
  /** All of them: the fee must be the same whichever the seller has. */
  readonly channels: readonly PaymentChannel[];
  readonly rules: readonly FeeRule[];
  readonly now: Date;
}

/**
 * What we keep of a withdrawal, rounded up so that what is left can be sent.
 * @throws FeeRuleMissing; AmountNotChargeable when the channel cannot carry what is left
 */
export function withdrawalFee(terms: WithdrawalTerms): Money {
  const { amount, sellerId, sellerLevel, channel, channels, rules, now } = terms;
  const { currency } = amount;
  const rule = feeRuleFor(rules, { component: 'withdrawal_fee', currency, sellerId, sellerLevel }, now);
  const fee = feeOn(amount, rule).roundUpTo(chargeableLimits(channels, currency, 'out').step);
  if (fee.amount >= amount.amount) throw new AmountNotChargeable(amount, channel);
  assertChargeable(amount.minus(fee), channel);
  return fee;
}
