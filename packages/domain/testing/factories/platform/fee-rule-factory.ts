import type { FeeRule } from '@2krika/domain';
import { anId, TEST_EPOCH } from '../unique.js';

/** A commission of 15 % on what a seller nobody else has a rule for sells in XAF, from the epoch on. */
export function aFeeRule(overrides: Partial<FeeRule> = {}): FeeRule {
  return {
    id: anId(),
    component: 'commission',
    scope: 'seller',
    scopeId: anId(),
    currency: 'XAF',
    percentBps: 1_500,
    fixedAmount: 0n,
    minAmount: null,
    maxAmount: null,
    validFrom: TEST_EPOCH,
    validTo: null,
    ...overrides,
  };
}
