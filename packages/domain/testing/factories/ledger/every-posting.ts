import {
  capturePosting,
  clearingPosting,
  completedRefundPosting,
  completionPosting,
  escrowRefundPosting,
  Money,
  payoutFeePosting,
  providerFeePosting,
  receiptAllocationPosting,
  receiptRefundPosting,
  recoupPosting,
  refundSettlementPosting,
  treasuryMovePosting,
  unallocatedReceiptPosting,
  withdrawalPaidPosting,
  withdrawalReleasePosting,
  withdrawalRequestPosting,
  withdrawalReturnPosting,
  type Posting,
} from '@2krika/domain';
import { anId } from '../unique.js';
import { aProvider } from './earned-money.js';

const xaf = (amount: bigint) => Money.of(amount, 'XAF');

/** One posting by each template, in an order in which each finds the money it moves. All ids are new. */
export function everyPosting(userId: string): readonly Posting[] {
  const provider = aProvider();
  const order = { orderId: anId(), paymentId: anId() };
  const early = { ...order, refundId: anId(), amount: xaf(500n) };
  const late = { ...order, refundId: anId(), currency: 'XAF', sellerId: userId } as const;
  const receipt = { ...order, provider, receiptKey: anId(), amount: xaf(900n) };
  const returned = { withdrawalId: anId(), userId, provider, amount: xaf(30_000n), fee: xaf(100n) };
  const released = { ...returned, withdrawalId: anId() };
  return [
    treasuryMovePosting({
      moveId: anId(),
      from: 'bank',
      to: 'disbursement_float',
      provider,
      amount: xaf(100_000n),
      createdBy: userId,
    }),
    capturePosting({ ...order, provider, amount: xaf(50_500n) }),
    providerFeePosting({ ...order, provider, amount: xaf(505n) }),
    escrowRefundPosting(early),
    refundSettlementPosting({ ...early, provider, rail: 'provider' }),
    unallocatedReceiptPosting(receipt),
    receiptAllocationPosting({ ...receipt, amount: xaf(400n) }),
    receiptRefundPosting({ ...order, refundId: anId(), amount: xaf(500n) }),
    completionPosting({
      ...order,
      sellerId: userId,
      currency: 'XAF',
      parts: { sellerPart: 42_400n, commissionPart: 7_500n, feePart: 500n },
    }),
    clearingPosting({ ...order, sourceKey: anId(), sellerId: userId, amount: xaf(42_400n) }),
    withdrawalRequestPosting(returned),
    withdrawalPaidPosting(returned),
    payoutFeePosting({ ...returned, amount: xaf(25n) }),
    withdrawalReturnPosting(returned),
    withdrawalRequestPosting(released),
    withdrawalReleasePosting(released),
    completedRefundPosting({
      ...late,
      parts: { sellerPart: 8_416n, commissionPart: 1_485n, feePart: 99n },
      funds: { pending: 0n, available: 8_000n },
    }),
    recoupPosting({ sellerId: userId, amount: xaf(416n), sourceKey: anId() }),
  ];
}
