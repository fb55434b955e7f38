import {
  floatCovers,
  Money,
  treasuryMovePosting,
  type FloatCommitments,
  type FloatScope,
  type Ledger,
  type OrderRepository,
  type PaymentRecord,
  type PaymentRepository,
  type PayoutMethodRepository,
  type RefundRecord,
  type RefundRepository,
  type UnitOfWork,
  type WithdrawalRecord,
  type WithdrawalRepository,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { aProvider } from '../../factories/ledger/earned-money.js';
import { aPayoutMethod } from '../../factories/ledger/payout-method-factory.js';
import { aWithdrawal } from '../../factories/ledger/withdrawal-factory.js';
import { createBareOrder, type PartiesPorts } from '../../factories/ordering/bare-order-factory.js';
import { aPayment, captured } from '../../factories/payments/payment-factory.js';
import { aRefund } from '../../factories/payments/refund-factory.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { Undo, type Open } from '../open.js';

export interface FloatCommitmentsPorts extends PartiesPorts {
  readonly orders: OrderRepository;
  readonly payments: PaymentRepository;
  readonly refunds: RefundRepository;
  readonly payoutMethods: PayoutMethodRepository;
  readonly withdrawals: WithdrawalRepository;
  readonly ledger: Ledger;
  readonly floatCommitments: FloatCommitments;
  readonly unitOfWork: UnitOfWork<FloatScope & { readonly refunds: RefundRepository }>;
}

export function floatCommitmentsContract(open: Open<FloatCommitmentsPorts>): void {
  describe('FloatCommitments', () => {
    let ports: FloatCommitmentsPorts;
    let provider: string;

    beforeEach(async () => {
      ports = await open();
      provider = aProvider();
    });

    /** Of somebody who has no other. */
    async function withdrawal(overrides: Partial<WithdrawalRecord>) {
      const user = aUser();
      await ports.users.add(user);
      const method = aPayoutMethod(user.id);
      await ports.payoutMethods.add(method);
      await ports.withdrawals.add(aWithdrawal(user.id, method.id, { provider, ...overrides }));
    }

    async function aCollected(overrides: Partial<PaymentRecord> = {}) {
      const order = await createBareOrder(ports);
      const { customerId: payerId } = order.snapshot();
      const collected = { ...captured(), provider, ...overrides };
      const payment = aPayment({ orderId: order.id, payerId }, collected);
      await ports.payments.add(payment);
      return payment;
    }

    async function refund(
      { amount = 10_000n, ...overrides }: Partial<RefundRecord>,
      payment?: Partial<PaymentRecord>,
    ) {
      const added = aRefund(await aCollected(payment), {
        rail: 'payout',
        amount,
        sellerPart: amount,
        ...overrides,
      });
      await ports.refunds.add(added);
      return added;
    }

    const sum = () => ports.floatCommitments.sum(provider, 'XAF');

    it('are nothing for a provider that was told to pay nothing', async () => {
      expect(await sum()).toBe(0n);
    });

    it('are what one provider was told to pay sellers in one currency and did not confirm', async () => {
      await withdrawal({ state: 'processing', amount: 1_000n, feeAmount: 100n });
      await withdrawal({ state: 'unknown', amount: 50n });
      for (const state of ['approved', 'paid', 'failed'] as const) await withdrawal({ state });
      await withdrawal({ state: 'processing', currency: 'XOF' });
      await withdrawal({ state: 'processing', provider: aProvider() });
      expect(await sum()).toBe(950n);
    });

    it('are also what it was told to pay back to payers', async () => {
      await withdrawal({ state: 'processing', amount: 1_000n, feeAmount: 100n });
      await refund({ state: 'processing', amount: 2_000n });
      await refund({ state: 'unknown', amount: 300n });
      for (const state of ['approved', 'succeeded', 'failed'] as const) await refund({ state });
      await refund({ state: 'processing', rail: 'provider' });
      await refund({ state: 'processing' }, { currency: 'XOF' });
      await refund({ state: 'processing' }, { provider: aProvider() });
      expect(await sum()).toBe(3_200n);
    });

    it('let twenty who pay out of one float at once use it once', async () => {
      const moved = Money.of(50_000n, 'XAF');
      const move = { moveId: anId(), from: 'bank', to: 'disbursement_float', createdBy: null } as const;
      await ports.ledger.post(treasuryMovePosting({ ...move, provider, amount: moved }), TEST_EPOCH);
      const waiting = await Promise.all(
        Array.from({ length: 20 }, () => refund({ state: 'approved', nextSendAt: TEST_EPOCH })),
      );
      const { won, lost } = await race(20, (racer) =>
        ports.unitOfWork.run(async (scope) => {
          const sending = await scope.refunds.getForUpdate(waiting[racer]?.id ?? '');
          if (!(await floatCovers(scope, provider, sending.amount))) throw new Undo();
          sending.markSent(TEST_EPOCH);
          await scope.refunds.save(sending);
        }),
      );
      expect(won).toHaveLength(5);
      for (const error of lost) expect(error).toBeInstanceOf(Undo);
      expect(await sum()).toBe(50_000n);
    });
  });
}
