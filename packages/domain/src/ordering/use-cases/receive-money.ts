import { CURRENCIES, Money, type IdGenerator } from '../../kernel/index.js';
import {
  capturePosting,
  providerFeePosting,
  receiptAllocationPosting,
  receiptRefundPosting,
  unallocatedReceiptPosting,
} from '../../ledger/index.js';
import { Refund, type Payment, type ProviderStatus } from '../../payments/index.js';
import { SYSTEM, type Order } from '../model/order.js';
import type { OrderEffects } from './order-effects.js';
import type { OrderScope } from './order-scope.js';

type Receipt = Extract<ProviderStatus, { kind: 'succeeded' }>;

/**
 * Books money a provider says it holds for us, in the transaction that has the order and the payment locked.
 * Every franc that came is booked, whatever it was meant for: into the order's escrow when it pays the order,
 * else to `unallocated_receipts`, from where it goes back by itself or waits for people.
 */
export class ReceiveMoney {
  constructor(
    private readonly effects: OrderEffects,
    private readonly ids: IdGenerator,
  ) {}

  /** Told twice, it books once. Stores the payment when something became of it. */
  async receive(
    scope: OrderScope,
    order: Order,
    payment: Payment,
    receipt: Receipt,
    now: Date,
  ): Promise<void> {
    const { currency, amount } = payment.snapshot();
    const isAsAsked = receipt.currency === currency && receipt.amount === amount;
    if (!isAsAsked || payment.hasMismatched) return this.bookMismatch(scope, payment, receipt, now);
    // Another payment paid the order, or it is over: whatever this one looked like, its money comes too late.
    if (!order.awaitsPayment) payment.end(now);
    const outcome = payment.confirm(receipt.fee, now);
    if (outcome === 'known') return;
    if (order.awaitsPayment) await this.payOrder(scope, order, payment, outcome, now);
    else await this.sendBack(scope, payment, now);
    if (receipt.fee !== null && receipt.fee > 0n) {
      const fee = Money.of(receipt.fee, currency);
      await scope.ledger.post(providerFeePosting({ ...moveOf(payment), amount: fee }), now);
    }
  }

  /** T1; or T3 and T3o for what comes late to an order that still waits. */
  private async payOrder(
    scope: OrderScope,
    order: Order,
    payment: Payment,
    outcome: 'captured' | 'captured_late',
    now: Date,
  ): Promise<void> {
    const { ledger } = scope;
    const receipt = { ...moveOf(payment), receiptKey: payment.id };
    const { currency } = payment.amount;
    if (outcome === 'captured') {
      await ledger.post(capturePosting(receipt), now);
    } else {
      await ledger.lockBalances([
        { code: 'unallocated_receipts', ownerId: null, currency },
        { code: 'order_escrow', ownerId: order.id, currency },
      ]);
      await ledger.post(unallocatedReceiptPosting(receipt), now);
      payment.allocate(now);
      await ledger.post(receiptAllocationPosting(receipt), now);
    }
    await store(scope, payment);
    const context = { by: SYSTEM, now, payload: { paymentId: payment.id } };
    await this.effects.carryOut(scope, order, order.startWork(now), context);
  }

  /** Another amount or currency than was asked or stated before: people decide what becomes of it. */
  private async bookMismatch(
    scope: OrderScope,
    payment: Payment,
    receipt: Receipt,
    now: Date,
  ): Promise<void> {
    if (!payment.mismatch(receipt.amount, receipt.currency, now)) return;
    await store(scope, payment);
    const currency = CURRENCIES.find((known) => known === receipt.currency);
    // Money of a currency we keep no accounts in cannot be booked: the event and the failure code tell of it.
    if (!currency || receipt.amount === 0n) return;
    // What was booked for this payment stays: which of two statements is true is not the machine's to decide.
    const isBooked = await scope.ledger.find({ type: 'T3', sourceKey: payment.id });
    if (isBooked || payment.snapshot().capturedAmount > 0n) return;
    const move = { ...moveOf(payment), receiptKey: payment.id, amount: Money.of(receipt.amount, currency) };
    await scope.ledger.post(unallocatedReceiptPosting(move), now);
  }

  /** T3 and T3r: the order cannot be paid any more, so the money goes back by itself. */
  private async sendBack(scope: OrderScope, payment: Payment, now: Date): Promise<void> {
    const { ledger, refunds, outbox } = scope;
    const { amount } = payment;
    const links = { paymentId: payment.id, orderId: payment.snapshot().orderId };
    const refund = Refund.request({
      ...links,
      id: this.ids.generate(),
      amount,
      reasonCode: 'late_payment',
      note: null,
      source: 'unallocated',
      requestedBy: null,
      providerKey: this.ids.generate(),
      now,
    });
    refund.approve('unallocated', { sellerPart: 0n, commissionPart: 0n, feePart: 0n }, null, now);
    payment.refund(amount.amount, now);
    await store(scope, payment);
    await ledger.lockBalances([
      { code: 'unallocated_receipts', ownerId: null, currency: amount.currency },
      { code: 'refunds_payable', ownerId: null, currency: amount.currency },
    ]);
    await ledger.post(unallocatedReceiptPosting({ ...moveOf(payment), receiptKey: payment.id }), now);
    await ledger.post(receiptRefundPosting({ ...links, refundId: refund.id, amount }), now);
    await refunds.add(refund);
    await outbox.publish(refund.pullEvents());
  }
}

async function store({ payments, outbox }: OrderScope, payment: Payment): Promise<void> {
  await payments.save(payment);
  await outbox.publish(payment.pullEvents());
}

function moveOf(payment: Payment) {
  const { provider, orderId } = payment.snapshot();
  if (provider === null) throw new Error('A payment that brought money has a provider.');
  return { provider, orderId, paymentId: payment.id, amount: payment.amount };
}
