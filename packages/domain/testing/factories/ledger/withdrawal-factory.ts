import { Withdrawal, type PayoutAttempt, type WithdrawalRecord } from '@2krika/domain';
import { anId, TEST_EPOCH, unique } from '../unique.js';

/** A withdrawal of the user that was just requested. */
export function aWithdrawal(
  userId: string,
  payoutMethodId: string,
  overrides: Partial<WithdrawalRecord> = {},
): Withdrawal {
  return Withdrawal.rehydrate({
    id: anId(),
    number: `test-${unique()}`,
    userId,
    payoutMethodId,
    amount: 10_000n,
    feeAmount: 0n,
    currency: 'XAF',
    state: 'requested',
    riskFlags: [],
    decidedBy: null,
    rejectionReason: null,
    provider: 'sandbox',
    channel: 'mtn_cm',
    providerKey: anId(),
    failureCode: null,
    failureMessage: null,
    nextSendAt: null,
    nextPollAt: null,
    pollCount: 0,
    processingAt: null,
    paidAt: null,
    returnedAt: null,
    attempts: [],
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}

/** A call to the provider that was made and not answered. */
export function aPayoutAttempt(overrides: Partial<PayoutAttempt> = {}): PayoutAttempt {
  return {
    id: anId(),
    number: 1,
    provider: 'sandbox',
    providerKey: anId(),
    providerRef: null,
    state: 'sent',
    sentAt: TEST_EPOCH,
    finishedAt: null,
    ...overrides,
  };
}
