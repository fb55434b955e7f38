import { CURRENCIES, type Currency } from '../../kernel/index.js';
import type { FeeRule } from './fee-rule.js';
import type { PaymentChannel } from './payment-channel.js';

const CAMEROON = { country: 'CM', currency: 'XAF', max: 1_000_000n } as const;
const IVORY_COAST = { country: 'CI', currency: 'XOF', max: 2_000_000n } as const;
const SENEGAL = { country: 'SN', currency: 'XOF', max: 2_000_000n } as const;

/** What the sandbox operator carries: the shape of the real operators, with their countries and number ranges. */
const OPERATORS: readonly Pick<PaymentChannel, 'code' | 'country' | 'currency' | 'max' | 'msisdnPrefixes'>[] =
  [
    {
      ...CAMEROON,
      code: 'mtn_cm',
      msisdnPrefixes: ['23767', '23768', '237650', '237651', '237652', '237653', '237654'],
    },
    {
      ...CAMEROON,
      code: 'orange_cm',
      msisdnPrefixes: ['23769', '237655', '237656', '237657', '237658', '237659'],
    },
    { ...IVORY_COAST, code: 'mtn_ci', msisdnPrefixes: ['22505'] },
    { ...IVORY_COAST, code: 'orange_ci', msisdnPrefixes: ['22507'] },
    { ...IVORY_COAST, code: 'moov_ci', msisdnPrefixes: ['22501'] },
    { ...IVORY_COAST, code: 'wave_ci', msisdnPrefixes: ['22501', '22505', '22507'] },
    { ...SENEGAL, code: 'orange_sn', msisdnPrefixes: ['22177', '22178'] },
    { ...SENEGAL, code: 'wave_sn', msisdnPrefixes: ['22170', '22175', '22176', '22177', '22178'] },
  ];

export const SANDBOX_CHANNELS: readonly PaymentChannel[] = OPERATORS.flatMap((operator) =>
  (['in', 'out'] as const).map((direction) => ({
    ...operator,
    provider: 'sandbox',
    direction,
    min: 100n,
    step: 5n,
    isEnabled: true,
    health: 'up',
  })),
);

/** What the platform takes until somebody decides otherwise: 15 % of the seller's price, 1 % on top for the buyer. */
const DEFAULT_RATES: readonly Pick<FeeRule, 'component' | 'percentBps'>[] = [
  { component: 'commission', percentBps: 1_500 },
  { component: 'service_fee', percentBps: 100 },
  { component: 'withdrawal_fee', percentBps: 0 },
];

/** The default rule of every component and currency. */
export function defaultFeeRules(newId: () => string): readonly FeeRule[] {
  return DEFAULT_RATES.flatMap((rate) =>
    CURRENCIES.map((currency: Currency) => ({
      ...rate,
      id: newId(),
      scope: 'default' as const,
      scopeId: null,
      currency,
      fixedAmount: 0n,
      minAmount: null,
      maxAmount: null,
      validFrom: new Date(0),
      validTo: null,
    })),
  );
}
