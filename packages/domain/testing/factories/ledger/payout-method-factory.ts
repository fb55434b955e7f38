import { PayoutMethod, type PayoutMethodState } from '@2krika/domain';
import { anId, TEST_EPOCH } from '../unique.js';

/** A payout method of the user that can be used. */
export function aPayoutMethod(userId: string, overrides: Partial<PayoutMethodState> = {}): PayoutMethod {
  return PayoutMethod.rehydrate({
    id: anId(),
    userId,
    kind: 'mobile_money',
    channel: 'mtn_cm',
    currency: 'XAF',
    accountEncrypted: 'sealed',
    accountMask: '+237••••••01',
    accountDigest: anId(),
    holderName: 'Awa Ndiaye',
    usableFrom: TEST_EPOCH,
    flaggedAt: null,
    deletedAt: null,
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}
