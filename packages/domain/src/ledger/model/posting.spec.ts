import fc from 'fast-check';
import { InvalidPosting } from './ledger-errors.js';
import { Posting, type NewPosting, type PostingLine } from './posting.js';

const DRAFT: NewPosting = {
  type: 'T2',
  currency: 'XAF',
  sourceKey: 'order-1',
  orderId: 'order-1',
  lines: [
    { side: 'debit', code: 'order_escrow', ownerId: 'order-1', amount: 900n },
    { side: 'credit', code: 'seller_pending', ownerId: 'seller-1', amount: 800n },
    { side: 'credit', code: 'commission_revenue', amount: 100n },
    { side: 'credit', code: 'service_fee_revenue', amount: 0n },
  ],
};

const withLines = (...lines: readonly PostingLine[]): NewPosting => ({ ...DRAFT, lines });

describe('Posting', () => {
  it('derives the amount, the user and the description, and leaves lines of 0 out', () => {
    expect(Posting.of(DRAFT).content).toEqual({
      type: 'T2',
      currency: 'XAF',
      amount: 900n,
      entries: [
        {
          account: { code: 'order_escrow', ownerId: 'order-1', currency: 'XAF' },
          side: 'debit',
          amount: 900n,
          orderId: 'order-1',
        },
        {
          account: { code: 'seller_pending', ownerId: 'seller-1', currency: 'XAF' },
          side: 'credit',
          amount: 800n,
          orderId: 'order-1',
        },
        {
          account: { code: 'commission_revenue', ownerId: null, currency: 'XAF' },
          side: 'credit',
          amount: 100n,
          orderId: 'order-1',
        },
      ],
      userId: 'seller-1',
      sourceKey: 'order-1',
      orderId: 'order-1',
      paymentId: null,
      refundId: null,
      withdrawalId: null,
      descriptionKey: 'ledger.order_completed',
      reversesTransactionId: null,
      createdBy: null,
    });
  });

  it.each<[string, NewPosting]>([
    ['without a source', { ...DRAFT, sourceKey: '' }],
    ['without lines', withLines()],
    [
      'of nothing but zeros',
      withLines(
        { side: 'debit', code: 'bank', amount: 0n },
        { side: 'credit', code: 'commission_revenue', amount: 0n },
      ),
    ],
    ['with one side', withLines({ side: 'debit', code: 'bank', amount: 1n })],
    [
      'with negative amounts',
      withLines(
        { side: 'debit', code: 'bank', amount: -1n },
        { side: 'credit', code: 'commission_revenue', amount: -1n },
      ),
    ],
    [
      'that gives a platform account an owner',
      withLines(
        { side: 'debit', code: 'bank', ownerId: 'someone', amount: 1n },
        { side: 'credit', code: 'commission_revenue', amount: 1n },
      ),
    ],
    [
      "that gives a user's account no owner",
      withLines(
        { side: 'debit', code: 'bank', amount: 1n },
        { side: 'credit', code: 'seller_available', amount: 1n },
      ),
    ],
    [
      'that touches two users',
      withLines(
        { side: 'debit', code: 'seller_available', ownerId: 'seller-1', amount: 1n },
        { side: 'credit', code: 'customer_wallet', ownerId: 'customer-1', amount: 1n },
      ),
    ],
  ])('refuses a posting %s', (_, draft) => {
    expect(() => Posting.of(draft)).toThrow(InvalidPosting);
  });

  it('is refused exactly when debits and credits differ', () => {
    const amounts = fc.array(fc.bigInt({ min: 1n, max: 50n }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(amounts, amounts, (debits, credits) => {
        const draft = withLines(
          ...debits.map((amount) => ({ side: 'debit', code: 'bank', amount }) as const),
          ...credits.map((amount) => ({ side: 'credit', code: 'commission_revenue', amount }) as const),
        );
        const sum = (all: readonly bigint[]) => all.reduce((left, right) => left + right, 0n);
        if (sum(debits) === sum(credits)) expect(Posting.of(draft).content.amount).toBe(sum(debits));
        else expect(() => Posting.of(draft)).toThrow(InvalidPosting);
      }),
    );
  });

  it('has the same canonical text for the same content, whoever posts it', () => {
    expect(Posting.of({ ...DRAFT, createdBy: 'staff-1' }).canonical()).toBe(Posting.of(DRAFT).canonical());
  });

  it.each<[string, Partial<NewPosting>]>([
    ['the type', { type: 'T4' }],
    ['the currency', { currency: 'XOF' }],
    ['the source', { sourceKey: 'order-2' }],
    ['the order', { orderId: 'order-2' }],
    ['the payment', { paymentId: 'payment-1' }],
    ['the refund', { refundId: 'refund-1' }],
    ['the withdrawal', { withdrawalId: 'withdrawal-1' }],
    [
      'an amount',
      {
        lines: DRAFT.lines.map((line) => ({
          ...line,
          amount: line.code === 'seller_pending' ? 700n : line.code === 'order_escrow' ? 800n : line.amount,
        })),
      },
    ],
    [
      'an owner',
      {
        lines: DRAFT.lines.map((line) =>
          line.code === 'seller_pending' ? { ...line, ownerId: 'seller-2' } : line,
        ),
      },
    ],
  ])('has another canonical text when %s differs', (_, changes) => {
    expect(Posting.of({ ...DRAFT, ...changes }).canonical()).not.toBe(Posting.of(DRAFT).canonical());
  });
});
