import { after, DAY, Earning, type EarningRecord } from '@2krika/domain';
import { anId, TEST_EPOCH } from '../unique.js';

/** A pending earning of the seller. */
export function anEarning(sellerId: string, overrides: Partial<EarningRecord> = {}): Earning {
  return Earning.rehydrate({
    id: anId(),
    orderId: anId(),
    sellerId,
    currency: 'XAF',
    grossAmount: 50_000n,
    commissionAmount: 7_500n,
    netAmount: 42_500n,
    reversedAmount: 0n,
    clearsAt: after(TEST_EPOCH, 14 * DAY),
    clearedAt: null,
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}
