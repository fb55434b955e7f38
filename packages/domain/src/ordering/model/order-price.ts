import { Money, type Currency, type Json } from '../../kernel/index.js';
import {
  assertChargeable,
  chargeableLimits,
  feeOn,
  type FeeRule,
  type PaymentChannel,
} from '../../platform/index.js';

/** What an order costs and who gets what of it, frozen when it is placed: G = P + F and P = C + N. */
export interface OrderPrice {
  readonly currency: Currency;
  readonly itemsAmount: bigint;
  readonly serviceFeeAmount: bigint;
  readonly totalAmount: bigint;
  readonly commissionAmount: bigint;
  readonly sellerNetAmount: bigint;
  /** The rules it was computed with. */
  readonly feeRuleSnapshot: Json;
}

export interface PricedItem {
  readonly amount: bigint;
}

/**
 * Adds up the items and takes the fees. The buyer's fee is rounded up to the step every open channel charges
 * in, so that a price that can be charged gives a total that can be charged.
 * @throws AmountNotChargeable when no open channel could carry the total
 */
export function priceOrder(
  items: readonly PricedItem[],
  currency: Currency,
  rules: { readonly commission: FeeRule; readonly serviceFee: FeeRule },
  channels: readonly PaymentChannel[],
): OrderPrice {
  const limits = chargeableLimits(channels, currency);
  const price = Money.of(
    items.reduce((sum, { amount }) => sum + amount, 0n),
    currency,
  );
  const serviceFee = feeOn(price, rules.serviceFee).roundUpTo(limits.step);
  const total = price.plus(serviceFee);
  assertChargeable(total, limits);
  const commission = feeOn(price, rules.commission);
  return {
    currency,
    itemsAmount: price.amount,
    serviceFeeAmount: serviceFee.amount,
    totalAmount: total.amount,
    commissionAmount: commission.amount,
    sellerNetAmount: price.minus(commission).amount,
    feeRuleSnapshot: { commission: snapshotOf(rules.commission), serviceFee: snapshotOf(rules.serviceFee) },
  };
}

function snapshotOf({ id, scope, scopeId, percentBps, fixedAmount, minAmount, maxAmount }: FeeRule): Json {
  const text = (amount: bigint | null) => (amount === null ? null : String(amount));
  return {
    id,
    scope,
    scopeId,
    percentBps,
    fixedAmount: String(fixedAmount),
    minAmount: text(minAmount),
    maxAmount: text(maxAmount),
  };
}
