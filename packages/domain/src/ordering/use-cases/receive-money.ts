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

  /** Told twice, it books once. The caller stores the payment. */
  async receive(
    scope: OrderScope,
    order: Order,
    payment: Payment,
    receipt: Receipt,
    now: Date,
  ): Promise<void> {
    const { currency, amount } = payment.snapshot();
    if (receipt.currency !== currency || receipt.amount !== amount) {
      return this.bookMismatch(scope, payment, receipt, now);
    }
    const outcome = payment.confirm(receipt.fee, now);
    if (outcome === 'known') return;
    await this.bookReceipt(scope, order, payment, outcome, now);
    if (receipt.fee !== null && receipt.fee > 0n) {
      const fee = Money.of(receipt.fee, currency);
      await scope.ledger.post(providerFeePosting({ ...moveOf(payment), amount: fee }), now);
    }
  }

  private async bookReceipt(
    scope: OrderScope,
    order: Order,
    payment: Payment,
    outcome: 'captured' | 'captured_late',
    now: Date,
  ): Promise<void> {
    const receipt = { ...moveOf(payment), receiptKey: payment.id };
    if (outcome === 'captured') {
      await scope.ledger.post(capturePosting(receipt), now);
    } else {
      await scope.ledger.post(unallocatedReceiptPosting(receipt), now);
      if (!order.awaitsPayment) return this.sendBack(scope, payment, now);
      payment.allocate(now);
      await scope.ledger.post(receiptAllocationPosting(receipt), now);
    }
    const context = { by: SYSTEM, now, payload: { paymentId: payment.id } };
    await this.effects.carryOut(scope, order, order.startWork(now), context);
  }

  /** Another amount or currency than was asked: people decide what becomes of it. */
  private async bookMismatch(
    scope: OrderScope,
    payment: Payment,
    receipt: Receipt,
    now: Date,
  ): Promise<void> {
    if (!payment.mismatch(receipt.amount, receipt.currency, now)) return;
    const currency = CURRENCIES.find((known) => known === receipt.currency);
    // Money of a currency we keep no accounts in cannot be booked: the event and the failure code tell of it.
    if (!currency || receipt.amount === 0n) return;
    const move = { ...moveOf(payment), receiptKey: payment.id, amount: Money.of(receipt.amount, currency) };
    await scope.ledger.post(unallocatedReceiptPosting(move), now);
  }

  /** T3r: the order cannot be paid any more, so the money goes back by itself. */
  private async sendBack(
    { ledger, refunds, outbox }: OrderScope,
    payment: Payment,
    now: Date,
  ): Promise<void> {
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
    await ledger.post(receiptRefundPosting({ ...links, refundId: refund.id, amount }), now);
    await refunds.add(refund);
    await outbox.publish(refund.pullEvents());
  }
}

function moveOf(payment: Payment) {
  const { provider, orderId } = payment.snapshot();
  if (provider === null) throw new Error('A payment that brought money has a provider.');
  return { provider, orderId, paymentId: payment.id, amount: payment.amount };
}
