import {
  capturePosting,
  completionPosting,
  escrowRefundPosting,
  LEDGER_RULES,
  Money,
  refundSettlementPosting,
  treasuryMovePosting,
  withdrawalPaidPosting,
  withdrawalRequestPosting,
  type EarningRepository,
  type Ledger,
  type LedgerProof,
  type LedgerRule,
  type OrderRecord,
  type OrderRepository,
  type PaymentRepository,
  type PayoutMethodRepository,
  type RefundRepository,
  type WithdrawalRepository,
} from '@2krika/domain';
import { anEarning } from '../../factories/ledger/earning-factory.js';
import { earnedMoney } from '../../factories/ledger/earned-money.js';
import { aPayoutMethod } from '../../factories/ledger/payout-method-factory.js';
import { aWithdrawal } from '../../factories/ledger/withdrawal-factory.js';
import { aPayment, captured } from '../../factories/payments/payment-factory.js';
import { aRefund } from '../../factories/payments/refund-factory.js';
import { paid } from '../../factories/ordering/order-factory.js';
import { createBareOrder, type PartiesPorts } from '../../factories/ordering/bare-order-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import type { Open } from '../open.js';

export interface LedgerProofPorts extends PartiesPorts {
  readonly ledgerProof: LedgerProof;
  readonly ledger: Ledger;
  readonly orders: OrderRepository;
  readonly payments: PaymentRepository;
  readonly refunds: RefundRepository;
  readonly earnings: EarningRepository;
  readonly payoutMethods: PayoutMethodRepository;
  readonly withdrawals: WithdrawalRepository;
}

const xaf = (amount: bigint) => Money.of(amount, 'XAF');
const PRICE = xaf(50_500n);

/**
 * The suite reads all the books there are, so it runs on a store of its own, which is empty. What a repository
 * cannot be made to store wrongly is for the adapter's own suite.
 */
export function ledgerProofContract(open: Open<LedgerProofPorts>): void {
  describe('LedgerProof', () => {
    let ports: LedgerProofPorts;

    beforeEach(async () => {
      ports = await open();
    });

    /** The rules that are broken. */
    async function broken(): Promise<LedgerRule[]> {
      const reports = await ports.ledgerProof.check();
      expect(reports.map(({ rule }) => rule)).toEqual(LEDGER_RULES);
      const failed = reports.filter(({ violations }) => violations > 0);
      for (const { examples, violations } of failed) expect(examples).toHaveLength(Math.min(violations, 5));
      return failed.map(({ rule }) => rule);
    }

    async function capturedOrder(overrides: Partial<OrderRecord> = paid()) {
      const order = await createBareOrder(ports, overrides);
      const { customerId, sellerId } = order.snapshot();
      const payment = aPayment({ orderId: order.id, payerId: customerId }, captured());
      await ports.payments.add(payment);
      return { order, payment, sellerId };
    }

    const capture = (orderId: string, paymentId: string) =>
      ports.ledger.post(
        capturePosting({ provider: 'sandbox', orderId, paymentId, amount: PRICE }),
        TEST_EPOCH,
      );

    async function paidOrder(overrides: Partial<OrderRecord> = paid()) {
      const made = await capturedOrder(overrides);
      await capture(made.order.id, made.payment.id);
      return made;
    }

    async function withdrawal(state: 'requested' | 'paid') {
      const { sellerId } = await capturedOrder();
      const method = aPayoutMethod(sellerId);
      await ports.payoutMethods.add(method);
      const made = aWithdrawal(sellerId, method.id, {
        state,
        ...(state === 'paid' ? { processingAt: TEST_EPOCH, paidAt: TEST_EPOCH } : {}),
      });
      await ports.withdrawals.add(made);
      const move = {
        withdrawalId: made.id,
        userId: sellerId,
        provider: 'sandbox',
        amount: xaf(10_000n),
        fee: xaf(0n),
      };
      return { sellerId, move };
    }

    it('finds nothing in empty books, nor in those of an order that was paid', async () => {
      expect(await broken()).toEqual([]);
      await paidOrder();
      expect(await broken()).toEqual([]);
    });

    it('finds a payment that was captured and not booked', async () => {
      await capturedOrder();
      expect(await broken()).toEqual(['captures_are_booked_once', 'escrow_matches_order']);
    });

    it('finds a booking without a captured payment', async () => {
      const order = await createBareOrder(ports);
      await capture(order.id, anId());
      expect(await broken()).toEqual(['captures_are_booked_once', 'escrow_matches_order']);
    });

    it('finds money left in the escrow of an order that is over', async () => {
      await paidOrder();
      await paidOrder({ state: 'expired' });
      expect(await broken()).toEqual(['escrow_matches_order']);
    });

    it('finds an earning that is not pending in the books, and one that was booked alone', async () => {
      const { order, sellerId } = await paidOrder();
      await ports.earnings.add(anEarning(sellerId, { orderId: order.id }));
      expect(await broken()).toEqual(['pending_matches_earnings']);
    });

    it('finds pending money without an earning', async () => {
      const { order, sellerId } = await paidOrder({ state: 'expired' });
      const parts = { sellerPart: 42_500n, commissionPart: 7_500n, feePart: 500n };
      await ports.ledger.post(
        completionPosting({ orderId: order.id, sellerId, currency: 'XAF', parts }),
        TEST_EPOCH,
      );
      expect(await broken()).toEqual(['pending_matches_earnings']);
    });

    it('finds an open withdrawal whose money was not set apart', async () => {
      await withdrawal('requested');
      expect(await broken()).toContain('in_transit_matches_withdrawals');
    });

    it('finds a withdrawal that counts as paid and was not booked', async () => {
      await withdrawal('paid');
      expect(await broken()).toContain('payouts_are_booked_once');
    });

    it('finds a payout that was booked for a withdrawal that is still open', async () => {
      const { sellerId, move } = await withdrawal('requested');
      await earnedMoney(ports.ledger, sellerId, 10_000n);
      await ports.ledger.post(withdrawalRequestPosting(move), TEST_EPOCH);
      expect(await broken()).not.toContain('payouts_are_booked_once');
      await ports.ledger.post(
        treasuryMovePosting({
          moveId: anId(),
          ...{ from: 'bank', to: 'disbursement_float', provider: 'sandbox' },
          ...{ amount: xaf(10_000n), createdBy: sellerId },
        }),
        TEST_EPOCH,
      );
      await ports.ledger.post(withdrawalPaidPosting(move), TEST_EPOCH);
      expect(await broken()).toEqual(
        expect.arrayContaining(['in_transit_matches_withdrawals', 'payouts_are_booked_once']),
      );
    });

    it('finds a refund that was decided and not booked', async () => {
      const { payment } = await paidOrder();
      await ports.refunds.add(aRefund(payment, { state: 'approved', feePart: 10_000n }));
      expect(await broken()).toEqual(['payable_matches_refunds']);
    });

    it('finds money to give back that no refund asks for', async () => {
      const { order, payment } = await paidOrder();
      const links = { orderId: order.id, paymentId: payment.id, refundId: anId() };
      await ports.ledger.post(escrowRefundPosting({ ...links, amount: xaf(500n) }), TEST_EPOCH);
      expect(await broken()).toEqual(['escrow_matches_order', 'payable_matches_refunds']);
      await ports.ledger.post(
        refundSettlementPosting({ ...links, provider: 'sandbox', rail: 'provider', amount: xaf(500n) }),
        TEST_EPOCH,
      );
      expect(await broken()).toEqual(['escrow_matches_order']);
    });
  });
}
