import { CURRENCIES, type Currency } from '../../kernel/index.js';
import type { FeeRule } from './fee-rule.js';
import type { PaymentChannel } from './payment-channel.js';

/** The sandbox operator's channels: the shape of the real ones, with their countries and number ranges. */
const OPERATORS: readonly Pick<PaymentChannel, 'code' | 'country' | 'currency' | 'msisdnPrefixes'>[] = [
  {
    code: 'mtn_cm',
    country: 'CM',
    currency: 'XAF',
    msisdnPrefixes: ['23767', '237650', '237651', '237652', '237653', '237654', '23768'],
  },
  {
    code: 'orange_cm',
    country: 'CM',
    currency: 'XAF',
    msisdnPrefixes: ['23769', '237655', '237656', '237657', '237658', '237659'],
  },
  { code: 'orange_ci', country: 'CI', currency: 'XOF', msisdnPrefixes: ['22507'] },
  { code: 'mtn_ci', country: 'CI', currency: 'XOF', msisdnPrefixes: ['22505'] },
  { code: 'moov_ci', country: 'CI', currency: 'XOF', msisdnPrefixes: ['22501'] },
  { code: 'wave_sn', country: 'SN', currency: 'XOF', msisdnPrefixes: ['22177', '22178', '22170'] },
];

export const SANDBOX_CHANNELS: readonly PaymentChannel[] = OPERATORS.flatMap((operator) =>
  (['in', 'out'] as const).map((direction) => ({
    ...operator,
    provider: 'sandbox',
    direction,
    min: 100n,
    max: 2_000_000n,
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
