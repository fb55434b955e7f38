import { Refund, type Payment, type RefundRecord } from '@2krika/domain';
import { anId, TEST_EPOCH } from '../unique.js';

/** 10 000 of the payment, asked for by nobody in particular. */
export function aRefund(payment: Payment, overrides: Partial<RefundRecord> = {}): Refund {
  return Refund.rehydrate({
    id: anId(),
    paymentId: payment.id,
    orderId: payment.snapshot().orderId,
    amount: 10_000n,
    currency: payment.snapshot().currency,
    reasonCode: 'not_as_described',
    note: null,
    state: 'requested',
    source: 'escrow',
    rail: 'provider',
    sellerPart: 0n,
    commissionPart: 0n,
    feePart: 0n,
    requestedBy: null,
    decidedBy: null,
    rejectionReason: null,
    providerKey: anId(),
    providerRef: null,
    failureCode: null,
    contradiction: null,
    sentAt: null,
    nextSendAt: null,
    nextPollAt: null,
    pollCount: 0,
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}
