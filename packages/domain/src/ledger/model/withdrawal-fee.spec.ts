import { Money } from '../../kernel/index.js';
import {
  AmountNotChargeable,
  FeeRuleMissing,
  type FeeRule,
  type PaymentChannel,
} from '../../platform/index.js';
import { withdrawalFee } from './withdrawal-fee.js';

const NOW = new Date('2026-01-05T08:00:00.000Z');
const CHANNEL: PaymentChannel = {
  provider: 'sandbox',
  code: 'mtn_cm',
  country: 'CM',
  currency: 'XAF',
  direction: 'out',
  min: 100n,
  max: 2_000_000n,
  step: 5n,
  msisdnPrefixes: ['23767'],
  isEnabled: true,
  health: 'up',
};
const RULE: FeeRule = {
  id: 'rule',
  component: 'withdrawal_fee',
  scope: 'default',
  scopeId: null,
  currency: 'XAF',
  percentBps: 0,
  fixedAmount: 0n,
  minAmount: null,
  maxAmount: null,
  validFrom: new Date(0),
  validTo: null,
};

function feeOf(
  amount: bigint,
  rules: readonly Partial<FeeRule>[],
  channels: readonly PaymentChannel[] = [CHANNEL],
) {
  const fee = withdrawalFee({
    amount: Money.of(amount, 'XAF'),
    sellerId: 'seller',
    sellerLevel: 'top',
    channel: CHANNEL,
    channels,
    rules: rules.map((rule) => ({ ...RULE, ...rule })),
    now: NOW,
  });
  return fee.amount;
}

describe('the withdrawal fee', () => {
  it('is nothing while the rule takes nothing', () => {
    expect(feeOf(10_000n, [{}])).toBe(0n);
  });

  it('is rounded up to what every channel of the currency can carry', () => {
    expect(feeOf(10_000n, [{ fixedAmount: 101n }])).toBe(105n);
    expect(
      feeOf(10_000n, [{ fixedAmount: 101n }], [CHANNEL, { ...CHANNEL, code: 'orange_cm', step: 25n }]),
    ).toBe(125n);
  });

  it("is that of the seller's level where there is one", () => {
    const rules = [
      { fixedAmount: 100n },
      { scope: 'seller_level', scopeId: 'top', fixedAmount: 50n },
    ] as const;
    expect(feeOf(10_000n, rules)).toBe(50n);
  });

  it.each([
    ['takes all of it', 500n, { fixedAmount: 500n }],
    ['leaves less than the channel carries', 500n, { fixedAmount: 450n }],
  ])('refuses an amount of which it %s', (_, amount, rule) => {
    expect(() => feeOf(amount, [rule])).toThrow(AmountNotChargeable);
  });

  it('refuses to guess without a rule', () => {
    expect(() => feeOf(10_000n, [])).toThrow(FeeRuleMissing);
  });
});
