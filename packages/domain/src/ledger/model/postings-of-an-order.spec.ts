import fc from 'fast-check';
import { Money } from '../../kernel/index.js';
import { accountKey } from './account-ref.js';
import { grossOf, partsLeft, refundParts, sumOfParts } from './apportionment.js';
import { balanceChange, CHART_OF_ACCOUNTS, type AccountCode } from './chart-of-accounts.js';
import { capturePosting, clearingPosting, completionPosting, recoupPosting } from './order-postings.js';
import type { Posting } from './posting.js';
import {
  completedRefundPosting,
  escrowRefundPosting,
  refundSettlementPosting,
  type RefundOfCompletedOrder,
} from './refund-postings.js';
import { treasuryMovePosting } from './treasury-postings.js';
import { withdrawalPaidPosting, withdrawalRequestPosting } from './withdrawal-postings.js';

const CURRENCY = 'XAF';
const SELLER = 'seller';
const LINKS = { orderId: 'order', paymentId: 'payment' } as const;
const PROVIDER = 'sandbox';
const OWNERS = { user: SELLER, order: LINKS.orderId, provider: PROVIDER, platform: null } as const;

/** Books of one order, its seller and its provider. */
class Books {
  private readonly balances = new Map<string, bigint>();

  /** @throws Error when a constrained account would go below zero */
  post({ content }: Posting): void {
    for (const { account, side, amount } of content.entries) {
      const balance = this.at(accountKey(account)) + balanceChange(account.code, side, amount);
      this.balances.set(accountKey(account), balance);
    }
    for (const { account } of content.entries) {
      const isShort = CHART_OF_ACCOUNTS[account.code].isConstrained && this.of(account.code) < 0n;
      if (isShort) throw new Error(`${content.type} takes ${account.code} below zero.`);
    }
  }

  of(code: AccountCode): bigint {
    const ownerId = OWNERS[CHART_OF_ACCOUNTS[code].ownerType];
    return this.at(accountKey({ code, ownerId, currency: CURRENCY }));
  }

  private at(key: string): bigint {
    return this.balances.get(key) ?? 0n;
  }
}

const amounts = fc.bigInt({ min: 0n, max: 10_000n });
const charges = fc
  .record({ serviceFeeAmount: amounts, commissionAmount: amounts, sellerNetAmount: amounts })
  .filter((split) => grossOf(split) > 0n);
/** Thousandths of what is left. */
const shares = fc.array(fc.bigInt({ min: 0n, max: 1_000n }), { maxLength: 6 });

/** What becomes of an order: refunds before and after completion, and when the seller withdraws what. */
const stories = fc.record({
  split: charges,
  before: shares,
  after: fc.array(
    fc.record({
      share: fc.bigInt({ min: 0n, max: 1_000n }),
      isClearedFirst: fc.boolean(),
      withdrawn: fc.bigInt({ min: 0n, max: 1_000n }),
    }),
    { maxLength: 6 },
  ),
});
type Story = typeof stories extends fc.Arbitrary<infer Value> ? Value : never;

const money = (amount: bigint) => Money.of(amount, CURRENCY);
const part = (share: bigint, amount: bigint) => (share * amount) / 1_000n;

/** Plays the story into books, with all that is left given back in the end. */
function play({ split, before, after }: Story): Books {
  const books = new Books();
  const gross = grossOf(split);
  let [refunded, refunds] = [0n, 0];
  const settle = (refundId: string, amount: bigint) => {
    refunded += amount;
    books.post(
      refundSettlementPosting({
        ...LINKS,
        refundId,
        provider: PROVIDER,
        rail: 'provider',
        amount: money(amount),
      }),
    );
  };

  books.post(capturePosting({ ...LINKS, provider: PROVIDER, amount: money(gross) }));
  for (const share of before) {
    const amount = part(share, gross - refunded);
    if (amount === 0n) continue;
    const refundId = `refund-${(refunds += 1)}`;
    books.post(escrowRefundPosting({ ...LINKS, refundId, amount: money(amount) }));
    settle(refundId, amount);
  }
  const left = partsLeft(split, refunded);
  if (sumOfParts(left) === 0n) return books;
  books.post(
    completionPosting({ orderId: LINKS.orderId, sellerId: SELLER, currency: CURRENCY, parts: left }),
  );
  expect(books.of('order_escrow')).toBe(0n);
  let pending = left.sellerPart;

  for (const { share, isClearedFirst, withdrawn } of [
    ...after,
    { share: 1_000n, isClearedFirst: false, withdrawn: 0n },
  ]) {
    if (isClearedFirst && pending > 0n) {
      books.post(
        clearingPosting({
          sourceKey: 'earning',
          orderId: LINKS.orderId,
          sellerId: SELLER,
          amount: money(pending),
        }),
      );
      pending = 0n;
      recoup(books);
    }
    withdraw(books, part(withdrawn, books.of('seller_available')));
    const amount = part(share, gross - refunded);
    if (amount === 0n) continue;
    const refundId = `refund-${(refunds += 1)}`;
    const parts = refundParts(split, refunded, amount);
    const refund: RefundOfCompletedOrder = {
      ...LINKS,
      refundId,
      sellerId: SELLER,
      currency: CURRENCY,
      parts,
      funds: { pending, available: books.of('seller_available') },
    };
    books.post(completedRefundPosting(refund));
    pending = books.of('seller_pending');
    settle(refundId, amount);
  }
  return books;
}

function recoup(books: Books): void {
  const [owed, free] = [books.of('seller_receivable'), books.of('seller_available')];
  const amount = owed < free ? owed : free;
  if (amount > 0n)
    books.post(recoupPosting({ sellerId: SELLER, amount: money(amount), sourceKey: 'earning' }));
}

/** Out of a float that is filled for it. */
function withdraw(books: Books, amount: bigint): void {
  if (amount === 0n) return;
  const [gross, fee] = [money(amount), money(0n)];
  const withdrawal = { withdrawalId: 'w', userId: SELLER, provider: PROVIDER, amount: gross, fee };
  books.post(withdrawalRequestPosting(withdrawal));
  books.post(
    treasuryMovePosting({
      moveId: 'move',
      from: 'bank',
      to: 'disbursement_float',
      provider: PROVIDER,
      amount: gross,
      createdBy: null,
    }),
  );
  books.post(withdrawalPaidPosting(withdrawal));
}

describe('the postings of an order', () => {
  it('leave nobody anything once all was given back, whatever the steps, and take no account below zero', () => {
    fc.assert(
      fc.property(stories, (story) => {
        const books = play(story);
        for (const code of [
          'order_escrow',
          'refunds_payable',
          'provider_clearing',
          'commission_revenue',
          'service_fee_revenue',
          'seller_pending',
          'disbursement_float',
          'withdrawal_in_transit',
        ] as const) {
          expect([code, books.of(code)]).toEqual([code, 0n]);
        }
        // What was withdrawn of money that went back is owed, by nobody else and no more than that.
        expect(books.of('seller_receivable') - books.of('seller_available')).toBe(-books.of('bank'));
      }),
    );
  });
});
