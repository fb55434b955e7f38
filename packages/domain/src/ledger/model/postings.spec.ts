import { Money } from '../../kernel/index.js';
import { TreasuryMoveToSelf } from './ledger-errors.js';
import {
  capturePosting,
  clearingPosting,
  completionPosting,
  providerFeePosting,
  recoupPosting,
} from './order-postings.js';
import type { Posting } from './posting.js';
import {
  receiptAllocationPosting,
  receiptRefundPosting,
  unallocatedReceiptPosting,
} from './receipt-postings.js';
import {
  completedRefundPosting,
  escrowRefundPosting,
  refundReversalPosting,
  refundSettlementPosting,
  sellerDebits,
} from './refund-postings.js';
import { treasuryMovePosting } from './treasury-postings.js';
import { sidedPosting } from './two-line-posting.js';
import {
  payoutFeePosting,
  withdrawalPaidPosting,
  withdrawalReleasePosting,
  withdrawalRequestPosting,
  withdrawalReturnPosting,
} from './withdrawal-postings.js';

const xaf = (amount: bigint) => Money.of(amount, 'XAF');

/** `Dr code/owner amount` and `Cr …`, in their order. */
function lines({ content }: Posting): readonly string[] {
  return content.entries.map(
    ({ side, account, amount }) =>
      `${side === 'debit' ? 'Dr' : 'Cr'} ${account.code}/${account.ownerId ?? '-'} ${amount}`,
  );
}

const ORDER = { orderId: 'order', paymentId: 'payment' } as const;
const PAYMENT = { ...ORDER, provider: 'sandbox', amount: xaf(50_500n) } as const;
const REFUND = { ...ORDER, refundId: 'refund', amount: xaf(10_000n) } as const;
const WITHDRAWAL = {
  withdrawalId: 'withdrawal',
  userId: 'seller',
  provider: 'sandbox',
  amount: xaf(42_500n),
  fee: xaf(100n),
} as const;
const PARTS = { sellerPart: 8_416n, commissionPart: 1_485n, feePart: 99n } as const;
const COMPLETED_REFUND = { ...REFUND, sellerId: 'seller', currency: 'XAF', parts: PARTS } as const;

describe('the templates', () => {
  it.each<[string, string, Posting, readonly string[]]>([
    [
      'T1',
      'payment',
      capturePosting(PAYMENT),
      ['Dr provider_clearing/sandbox 50500', 'Cr order_escrow/order 50500'],
    ],
    [
      'T1f',
      'payment',
      providerFeePosting({ ...PAYMENT, amount: xaf(505n) }),
      ['Dr provider_fee_expense/- 505', 'Cr provider_clearing/sandbox 505'],
    ],
    [
      'T2',
      'order',
      completionPosting({
        orderId: 'order',
        sellerId: 'seller',
        currency: 'XAF',
        parts: { sellerPart: 42_500n, commissionPart: 7_500n, feePart: 500n },
      }),
      [
        'Dr order_escrow/order 50500',
        'Cr seller_pending/seller 42500',
        'Cr commission_revenue/- 7500',
        'Cr service_fee_revenue/- 500',
      ],
    ],
    [
      'T3',
      'receipt',
      unallocatedReceiptPosting({ ...PAYMENT, receiptKey: 'receipt' }),
      ['Dr provider_clearing/sandbox 50500', 'Cr unallocated_receipts/- 50500'],
    ],
    [
      'T3o',
      'receipt',
      receiptAllocationPosting({ ...ORDER, amount: xaf(50_500n), receiptKey: 'receipt' }),
      ['Dr unallocated_receipts/- 50500', 'Cr order_escrow/order 50500'],
    ],
    [
      'T3r',
      'refund',
      receiptRefundPosting(REFUND),
      ['Dr unallocated_receipts/- 10000', 'Cr refunds_payable/- 10000'],
    ],
    [
      'T4',
      'earning',
      clearingPosting({ sourceKey: 'earning', orderId: 'order', sellerId: 'seller', amount: xaf(42_500n) }),
      ['Dr seller_pending/seller 42500', 'Cr seller_available/seller 42500'],
    ],
    [
      'T4r',
      'earning',
      recoupPosting({ sourceKey: 'earning', sellerId: 'seller', amount: xaf(700n) }),
      ['Dr seller_available/seller 700', 'Cr seller_receivable/seller 700'],
    ],
    [
      'T5',
      'refund',
      escrowRefundPosting(REFUND),
      ['Dr order_escrow/order 10000', 'Cr refunds_payable/- 10000'],
    ],
    [
      'T7',
      'refund',
      completedRefundPosting({ ...COMPLETED_REFUND, funds: { pending: 0n, available: 42_500n } }),
      [
        'Dr seller_available/seller 8416',
        'Dr commission_revenue/- 1485',
        'Dr service_fee_revenue/- 99',
        'Cr refunds_payable/- 10000',
      ],
    ],
    [
      'T8',
      'refund',
      refundSettlementPosting({ ...REFUND, provider: 'sandbox', rail: 'provider' }),
      ['Dr refunds_payable/- 10000', 'Cr provider_clearing/sandbox 10000'],
    ],
    [
      'T8',
      'refund',
      refundSettlementPosting({ ...REFUND, provider: 'sandbox', rail: 'payout' }),
      ['Dr refunds_payable/- 10000', 'Cr disbursement_float/sandbox 10000'],
    ],
    [
      'T9',
      'withdrawal',
      withdrawalRequestPosting(WITHDRAWAL),
      ['Dr seller_available/seller 42500', 'Cr withdrawal_in_transit/seller 42500'],
    ],
    [
      'T10',
      'withdrawal',
      withdrawalPaidPosting(WITHDRAWAL),
      [
        'Dr withdrawal_in_transit/seller 42500',
        'Cr disbursement_float/sandbox 42400',
        'Cr withdrawal_fee_revenue/- 100',
      ],
    ],
    [
      'T10f',
      'withdrawal',
      payoutFeePosting({ withdrawalId: 'withdrawal', provider: 'sandbox', amount: xaf(25n) }),
      ['Dr payout_fee_expense/- 25', 'Cr disbursement_float/sandbox 25'],
    ],
    [
      'T11',
      'withdrawal',
      withdrawalReleasePosting(WITHDRAWAL),
      ['Dr withdrawal_in_transit/seller 42500', 'Cr seller_available/seller 42500'],
    ],
    [
      'T12',
      'withdrawal',
      withdrawalReturnPosting(WITHDRAWAL),
      [
        'Dr disbursement_float/sandbox 42400',
        'Dr withdrawal_fee_revenue/- 100',
        'Cr seller_available/seller 42500',
      ],
    ],
    [
      'T17',
      'move',
      treasuryMovePosting({
        moveId: 'move',
        from: 'bank',
        to: 'disbursement_float',
        provider: 'sandbox',
        amount: xaf(1_000n),
        createdBy: 'staff',
      }),
      ['Dr disbursement_float/sandbox 1000', 'Cr bank/- 1000'],
    ],
  ])('%s posts these lines under the key of its %s', (type, sourceKey, posting, expected) => {
    expect(lines(posting)).toEqual(expected);
    expect(posting.content).toMatchObject({ type, sourceKey });
  });

  it('link what they are about', () => {
    expect(capturePosting(PAYMENT).content).toMatchObject({ ...ORDER, userId: null });
    expect(
      refundSettlementPosting({ ...REFUND, provider: 'sandbox', rail: 'provider' }).content,
    ).toMatchObject({
      ...ORDER,
      refundId: 'refund',
    });
    expect(withdrawalPaidPosting(WITHDRAWAL).content).toMatchObject({
      withdrawalId: 'withdrawal',
      userId: 'seller',
    });
  });

  it('post no line for a part of 0', () => {
    const parts = { sellerPart: 900n, commissionPart: 0n, feePart: 0n };
    const posting = completionPosting({ orderId: 'order', sellerId: 'seller', currency: 'XAF', parts });
    expect(lines(posting)).toEqual(['Dr order_escrow/order 900', 'Cr seller_pending/seller 900']);
    expect(lines(withdrawalPaidPosting({ ...WITHDRAWAL, fee: xaf(0n) }))).toHaveLength(2);
  });

  it.each([
    ['pending while it covers it', { pending: 9_000n, available: 9_000n }, [8_416n, 0n, 0n]],
    ['available when nothing is pending', { pending: 0n, available: 9_000n }, [0n, 8_416n, 0n]],
    ['pending, then available', { pending: 8_000n, available: 9_000n }, [8_000n, 416n, 0n]],
    ['pending, available, then debt', { pending: 8_000n, available: 16n }, [8_000n, 16n, 400n]],
    ['debt when there is nothing', { pending: 0n, available: 0n }, [0n, 0n, 8_416n]],
  ])("take a seller's part from %s", (_, funds, [pending, available, receivable]) => {
    expect(sellerDebits(8_416n, funds)).toEqual({ pending, available, receivable });
  });

  it.each([
    ['T5', escrowRefundPosting(REFUND)],
    ['T7', completedRefundPosting({ ...COMPLETED_REFUND, funds: { pending: 8_000n, available: 16n } })],
  ] as const)('undo %s exactly', (type, posting) => {
    const reversal = refundReversalPosting({ ...posting.content, type }, 'transaction');
    const flipped = lines(posting).map((line) =>
      line.startsWith('Dr') ? `Cr${line.slice(2)}` : `Dr${line.slice(2)}`,
    );
    expect([...lines(reversal)].reverse()).toEqual(flipped);
    expect(reversal.content).toMatchObject({
      ...ORDER,
      type: `${type}_reversal`,
      sourceKey: 'refund',
      reversesTransactionId: 'transaction',
    });
  });

  it('move no treasury from a place to itself', () => {
    const move = { moveId: 'move', from: 'bank', to: 'bank', provider: 'sandbox' } as const;
    expect(() => treasuryMovePosting({ ...move, amount: xaf(1n), createdBy: null })).toThrow(
      TreasuryMoveToSelf,
    );
  });

  it('are the same from either side of a two-line posting', () => {
    const capture = { type: 'T1', ...ORDER } as const;
    const asCredit = sidedPosting(
      'credit',
      'order',
      xaf(50_500n),
      { ...capture, counterOwnerId: 'sandbox' },
      'payment',
    );
    const asDebit = sidedPosting(
      'debit',
      'sandbox',
      xaf(50_500n),
      { ...capture, counterOwnerId: 'order' },
      'payment',
    );
    expect(asCredit.content).toEqual(capturePosting(PAYMENT).content);
    expect(asDebit.content).toEqual(asCredit.content);
  });
});
