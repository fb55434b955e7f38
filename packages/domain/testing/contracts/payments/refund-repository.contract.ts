import {
  after,
  AlreadyExists,
  pageRequest,
  Refund,
  RefundNotFound,
  StaleVersion,
  type OrderRepository,
  type Payment,
  type PaymentRepository,
  type PaymentViews,
  type RefundRecord,
  type RefundRepository,
  type UnitOfWork,
} from '@2krika/domain';
import { race } from '../../concurrency.js';
import { createBareOrder, type PartiesPorts } from '../../factories/ordering/bare-order-factory.js';
import { aPayment, captured } from '../../factories/payments/payment-factory.js';
import { aRefund } from '../../factories/payments/refund-factory.js';
import { unitsOf } from '../../fakes/platform/leased-work.js';
import { anId, TEST_EPOCH } from '../../factories/unique.js';
import { expectList } from '../list-walk.js';
import { Undo, type Open } from '../open.js';

export interface RefundRepositoryPorts extends PartiesPorts {
  readonly orders: OrderRepository;
  readonly payments: PaymentRepository;
  readonly refunds: RefundRepository;
  readonly paymentViews: PaymentViews;
  readonly unitOfWork: UnitOfWork<{ refunds: RefundRepository }>;
}

const LATER = new Date('2026-02-01T10:20:30.456Z');
const ALL = 1_000;
const PARTS = { sellerPart: 8_416n, commissionPart: 1_485n, feePart: 99n };

/** Every state a refund can be in; between them, every field is filled. */
function everyState(userId: string): Readonly<Record<string, Partial<RefundRecord>>> {
  const approved = { ...PARTS, decidedBy: userId };
  const sent = { ...approved, sentAt: LATER, nextPollAt: LATER, pollCount: 2 };
  return {
    requested: { requestedBy: userId, note: 'Le logo est flou' },
    rejected: {
      state: 'rejected',
      note: 'Le logo est flou',
      decidedBy: userId,
      rejectionReason: 'Livré conforme',
    },
    approved: { ...approved, state: 'approved', source: 'completed_order', nextSendAt: LATER },
    'of money without an order': { state: 'approved', source: 'unallocated' },
    processing: { ...sent, state: 'processing', providerRef: anId() },
    unknown: { ...sent, state: 'unknown', failureCode: 'amount_mismatch', contradiction: '9000 XAF' },
    succeeded: { ...approved, state: 'succeeded', sentAt: LATER },
    'on its second rail': { ...approved, state: 'approved', rail: 'payout', failureCode: 'refund_refused' },
    failed: { ...approved, state: 'failed', rail: 'payout', failureCode: 'not_registered' },
    cancelled: { ...approved, state: 'cancelled' },
  };
}

const STATES = Object.keys(everyState(''));

export function refundRepositoryContract(open: Open<RefundRepositoryPorts>): void {
  describe('RefundRepository', () => {
    let ports: RefundRepositoryPorts;
    let refunds: RefundRepository;
    let payment: Payment;

    beforeEach(async () => {
      ports = await open();
      ({ refunds } = ports);
      const order = await createBareOrder(ports);
      payment = aPayment({ orderId: order.id, payerId: order.snapshot().customerId }, captured());
      await ports.payments.add(payment);
    });

    const userId = () => payment.snapshot().payerId;
    const stored = async (id: string) => (await refunds.find(id))?.snapshot();

    async function storedRefund(overrides: Partial<RefundRecord> = {}) {
      const refund = aRefund(payment, overrides);
      await refunds.add(refund);
      return refund;
    }

    it('answers null, or refuses, for a refund nobody asked for', async () => {
      expect(await refunds.find(anId())).toBeNull();
      expect(await refunds.findByProviderKey(anId())).toBeNull();
      const work = ports.unitOfWork.run((scope) => scope.refunds.getForUpdate(anId()));
      await expect(work).rejects.toThrow(RefundNotFound);
    });

    it.each(STATES)('gives back a refund that is %s as it was', async (state) => {
      const refund = await storedRefund(everyState(userId())[state]);
      expect(await stored(refund.id)).toEqual(refund.snapshot());
      expect((await refunds.findByProviderKey(refund.snapshot().providerKey))?.id).toBe(refund.id);
    });

    it.each(STATES)('gives back a refund that became %s as it was saved', async (state) => {
      const refund = await storedRefund();
      const changed = Refund.rehydrate({
        ...refund.snapshot(),
        ...everyState(userId())[state],
        updatedAt: LATER,
      });
      await refunds.save(changed);
      expect(await stored(refund.id)).toEqual(changed.snapshot());
    });

    it('adds up what was asked for and not decided, and lists all of an order', async () => {
      const first = await storedRefund();
      const second = await storedRefund({ amount: 5_000n, createdAt: LATER });
      const rejected = await storedRefund({ state: 'rejected', createdAt: after(LATER, 1) });
      expect(await refunds.sumRequested(payment.id)).toBe(15_000n);
      expect(await refunds.sumRequested(anId())).toBe(0n);
      const listed = await refunds.listOfOrder(payment.snapshot().orderId);
      const ids = [first.id, second.id, rejected.id];
      expect(listed.map(({ id }) => id)).toEqual(ids);
      const { orderId } = payment.snapshot();
      await expectList((request) => ports.paymentViews.listRefundsOfOrder(orderId, request), ids);
    });

    it('shows refunds to people as they are', async () => {
      const refund = await storedRefund({
        ...everyState(userId())['on its second rail'],
        note: 'Le logo est flou',
        rejectionReason: 'Livré conforme',
      });
      const {
        id,
        paymentId,
        orderId,
        amount,
        currency,
        state,
        reasonCode,
        note,
        rejectionReason,
        rail,
        failureCode,
        createdAt,
      } = refund.snapshot();
      const view = {
        id,
        paymentId,
        orderId,
        amount,
        currency,
        state,
        reasonCode,
        note,
        rejectionReason,
        rail,
        failureCode,
        createdAt,
      };
      expect(await ports.paymentViews.findRefund(id)).toEqual({ ...view, ...PARTS });
      expect((await ports.paymentViews.listRefundsOfOrder(orderId, pageRequest())).results).toEqual([
        { ...view, ...PARTS },
      ]);
      expect(await ports.paymentViews.findRefund(anId())).toBeNull();
    });

    it('shows payments to people without what is secret', async () => {
      const { id, orderId } = payment.snapshot();
      const shown = await ports.paymentViews.find(id);
      expect(shown).toMatchObject({
        id,
        orderId,
        amount: 50_500n,
        state: 'captured',
        channel: 'mtn_cm',
        capturedAmount: 50_500n,
      });
      expect(Object.keys(shown ?? {})).not.toContain('payerMsisdnEncrypted');
      expect((await ports.paymentViews.listOfOrder(orderId, pageRequest())).results).toEqual([shown]);
      expect(await ports.paymentViews.find(anId())).toBeNull();
    });

    it('keeps nothing of a transaction that rolled back', async () => {
      const refund = aRefund(payment);
      const work = ports.unitOfWork.run(async (scope) => {
        await scope.refunds.add(refund);
        throw new Undo();
      });
      await expect(work).rejects.toThrow(Undo);
      expect(await stored(refund.id)).toBeUndefined();
    });

    it('refuses a known id or provider key, and a stale save', async () => {
      const refund = await storedRefund();
      const { id, providerKey } = refund.snapshot();
      await expect(refunds.add(aRefund(payment, { id }))).rejects.toThrow(AlreadyExists);
      await expect(refunds.add(aRefund(payment, { providerKey }))).rejects.toThrow(AlreadyExists);
      const stale = Refund.rehydrate(refund.snapshot());
      await refunds.save(refund);
      await expect(refunds.save(stale)).rejects.toThrow(StaleVersion);
    });

    it('lets exactly one of twenty take the step all of them saw', async () => {
      const refund = await storedRefund();
      const { won, lost } = await race(20, () => refunds.save(Refund.rehydrate(refund.snapshot())));
      expect(won).toHaveLength(1);
      expect(lost.every((error) => error instanceof StaleVersion)).toBe(true);
    });

    it('offers for sending what is due, longest due first, each to one of twenty', async () => {
      // Years ago, so that nothing another test added is due.
      const now = new Date('2001-05-01');
      const approved = { ...PARTS, state: 'approved' } as const;
      const due = [];
      for (const ago of [1, 3, 2])
        due.push(await storedRefund({ ...approved, nextSendAt: after(now, -ago) }));
      for (const nextSendAt of [after(now, 1), null]) await storedRefund({ ...approved, nextSendAt });
      expect(unitsOf(await refunds.claimToSend(now, 2))).toEqual([due[1]?.id, due[2]?.id]);
      const { won } = await race(20, async () => unitsOf(await refunds.claimToSend(now, 2)));
      expect(won.flat()).toEqual([due[0]?.id]);
    });

    it('offers for asking what is due, and again once it was saved', async () => {
      const due = await storedRefund({
        ...PARTS,
        state: 'processing',
        sentAt: TEST_EPOCH,
        nextPollAt: TEST_EPOCH,
      });
      const later = await storedRefund({ ...PARTS, state: 'unknown', nextPollAt: after(TEST_EPOCH, 1) });
      const claims = async () => unitsOf(await refunds.claimToPoll(TEST_EPOCH, ALL));
      const claimed = await claims();
      expect(claimed).toContain(due.id);
      expect(claimed).not.toContain(later.id);
      expect(await claims()).not.toContain(due.id);
      await refunds.save(due);
      expect(await claims()).toContain(due.id);
    });
  });
}
