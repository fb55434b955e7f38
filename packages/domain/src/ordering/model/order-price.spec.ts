import fc from 'fast-check';
import { Money } from '../../kernel/index.js';
import {
  AmountNotChargeable,
  assertChargeable,
  chargeableLimits,
  defaultFeeRules,
  feeRuleFor,
  SANDBOX_CHANNELS,
  type FeeRule,
  type PaymentChannel,
} from '../../platform/index.js';
import { priceOrder } from './order-price.js';

const NOW = new Date('2026-01-05T08:00:00.000Z');
const DEFAULTS = defaultFeeRules(() => 'rule');

function rule(component: 'commission' | 'service_fee', changes: Partial<FeeRule> = {}): FeeRule {
  return { ...feeRuleFor(DEFAULTS, { component, currency: 'XAF' }, NOW), ...changes };
}

const RULES = { commission: rule('commission'), serviceFee: rule('service_fee') };

function price(amounts: readonly bigint[], rules = RULES, channels = SANDBOX_CHANNELS) {
  return priceOrder(
    amounts.map((amount) => ({ amount })),
    'XAF',
    rules,
    channels,
  );
}

const optional = (amounts: fc.Arbitrary<bigint>) => fc.option(amounts, { nil: null });
const feeRules = fc.record({
  percentBps: fc.integer({ min: 0, max: 10_000 }),
  fixedAmount: fc.bigInt({ min: 0n, max: 1_000n }),
  minAmount: optional(fc.bigInt({ min: 0n, max: 500n })),
  maxAmount: optional(fc.bigInt({ min: 500n, max: 5_000n })),
});
const rulePairs = fc.record({
  commission: feeRules.map((terms) => rule('commission', terms)),
  serviceFee: feeRules.map((terms) => rule('service_fee', terms)),
});

/** Channels of the currency whose smallest and largest amount are multiples of their step, as operators have it. */
const channelLists = fc
  .array(
    fc.record({ step: fc.constantFrom(1n, 5n, 10n, 25n, 100n), min: fc.bigInt({ min: 1n, max: 20n }) }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((terms) =>
    terms.flatMap(({ step, min }) =>
      SANDBOX_CHANNELS.slice(0, 1).map((channel): PaymentChannel => ({
        ...channel,
        step,
        min: min * step,
        max: 100_000n * step,
      })),
    ),
  );

describe('priceOrder', () => {
  it('adds up the worked example', () => {
    expect(price([50_000n])).toEqual({
      currency: 'XAF',
      itemsAmount: 50_000n,
      serviceFeeAmount: 500n,
      totalAmount: 50_500n,
      commissionAmount: 7_500n,
      sellerNetAmount: 42_500n,
      feeRuleSnapshot: {
        commission: expect.objectContaining({ percentBps: 1_500, fixedAmount: '0', minAmount: null }),
        serviceFee: expect.objectContaining({ percentBps: 100, maxAmount: null }),
      },
    });
  });

  it("rounds the buyer's fee up to what every operator can charge", () => {
    expect(price([10_105n])).toMatchObject({ serviceFeeAmount: 105n, totalAmount: 10_210n });
  });

  it('keeps the limits of the rules it used', () => {
    const rules = { ...RULES, commission: rule('commission', { minAmount: 8_000n, maxAmount: 9_000n }) };
    expect(price([50_000n], rules)).toMatchObject({
      commissionAmount: 8_000n,
      sellerNetAmount: 42_000n,
      feeRuleSnapshot: { commission: { minAmount: '8000', maxAmount: '9000' } },
    });
  });

  it.each([
    ['too little', [50n]],
    ['too much', [1_000_000n]],
    ['between two steps', [10_001n]],
    ['nothing', []],
  ])('refuses %s', (_, amounts) => {
    expect(() => price(amounts)).toThrow(AmountNotChargeable);
  });

  it('refuses everything where no operator is', () => {
    expect(() => price([50_000n], RULES, [])).toThrow(AmountNotChargeable);
  });

  it('always splits what is paid into fee, commission and net, none of them negative', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 20_000n }), { minLength: 1, maxLength: 5 });
    const anyStep = SANDBOX_CHANNELS.map((channel) => ({ ...channel, min: 1n, step: 1n }));
    fc.assert(
      fc.property(amounts, rulePairs, (items, rules) => {
        const { itemsAmount, serviceFeeAmount, totalAmount, commissionAmount, sellerNetAmount } = price(
          items,
          rules,
          anyStep,
        );
        expect(itemsAmount).toBe(items.reduce((sum, amount) => sum + amount, 0n));
        expect(totalAmount).toBe(itemsAmount + serviceFeeAmount);
        expect(itemsAmount).toBe(commissionAmount + sellerNetAmount);
        for (const part of [serviceFeeAmount, commissionAmount, sellerNetAmount]) {
          expect(part >= 0n).toBe(true);
        }
      }),
    );
  });

  it('makes of a price that can be charged a total that can be charged', () => {
    fc.assert(
      fc.property(channelLists, rulePairs, fc.bigInt({ min: 1n, max: 500n }), (channels, rules, steps) => {
        const limits = chargeableLimits(channels, 'XAF');
        const charged = steps * limits.step;
        fc.pre(charged >= limits.min && charged <= limits.max / 3n);
        const { totalAmount } = price([charged], rules, channels);
        expect(() => assertChargeable(Money.of(totalAmount, 'XAF'), limits)).not.toThrow();
      }),
    );
  });
});
