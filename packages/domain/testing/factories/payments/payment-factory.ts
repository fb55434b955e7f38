import { after, MINUTE, Payment, type PaymentAttempt, type PaymentRecord } from '@2krika/domain';
import { anId, TEST_EPOCH } from '../unique.js';

/** A call to the provider that is written down and not made yet. */
export function aPaymentAttempt(overrides: Partial<PaymentAttempt> = {}): PaymentAttempt {
  return {
    id: anId(),
    number: 1,
    provider: 'sandbox',
    providerKey: anId(),
    providerRef: null,
    state: 'created',
    sentAt: null,
    finishedAt: null,
    ...overrides,
  };
}

/** What a payment looks like once its payer chose how to pay. */
export function started(attempt: Partial<PaymentAttempt> = {}): Partial<PaymentRecord> {
  return {
    provider: 'sandbox',
    channel: 'mtn_cm',
    payerMsisdnEncrypted: 'sealed',
    payerMsisdnMask: '+237••••••01',
    attempts: [aPaymentAttempt(attempt)],
  };
}

/** What a payment looks like once its money came. */
export function captured(): Partial<PaymentRecord> {
  const sentAt = TEST_EPOCH;
  return {
    ...started({ state: 'succeeded', providerRef: anId(), sentAt, finishedAt: after(sentAt, MINUTE) }),
    state: 'captured',
    capturedAmount: 50_500n,
    capturedAt: after(sentAt, MINUTE),
  };
}

/** The payment of an order that nobody began to pay: 50 000 XAF and 1 % on top, of which 15 % is commission. */
export function aPayment(
  order: { readonly orderId: string; readonly payerId: string },
  overrides: Partial<PaymentRecord> = {},
): Payment {
  return Payment.rehydrate({
    id: anId(),
    ...order,
    amount: 50_500n,
    currency: 'XAF',
    serviceFeeAmount: 500n,
    commissionAmount: 7_500n,
    sellerNetAmount: 42_500n,
    state: 'initiated',
    provider: null,
    channel: null,
    payerMsisdnEncrypted: null,
    payerMsisdnMask: null,
    capturedAmount: 0n,
    refundedAmount: 0n,
    providerFeeAmount: null,
    failureCode: null,
    failureMessage: null,
    contradiction: null,
    expiresAt: after(TEST_EPOCH, 30 * MINUTE),
    capturedAt: null,
    nextPollAt: null,
    pollCount: 0,
    attempts: [],
    version: 0,
    createdAt: TEST_EPOCH,
    updatedAt: TEST_EPOCH,
    ...overrides,
  });
}
