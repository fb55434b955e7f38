import type { PaymentChannel } from '@2krika/domain';
import { unique } from '../unique.js';

/** A channel in Cameroon that takes 100 to 1 000 000 XAF in steps of 5 from numbers that begin with +23767. */
export function aPaymentChannel(overrides: Partial<PaymentChannel> = {}): PaymentChannel {
  return {
    provider: 'sandbox',
    code: `operator_${String(unique()).padStart(6, '0')}`,
    country: 'CM',
    currency: 'XAF',
    direction: 'in',
    min: 100n,
    max: 1_000_000n,
    step: 5n,
    msisdnPrefixes: ['23767'],
    isEnabled: true,
    health: 'up',
    ...overrides,
  };
}
