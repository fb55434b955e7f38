import { Money, type IdGenerator, type Json } from '../../kernel/index.js';
import {
  completionPosting,
  Earning,
  escrowRefundPosting,
  partsLeft,
  sumOfParts,
  type SplitParts,
} from '../../ledger/index.js';
import { Refund, type Payment } from '../../payments/index.js';
import type { OrderEffect, OrderState } from '../model/order-process.js';
import type { Order, OrderMover, Step } from '../model/order.js';
import type { DeadlineEvent } from './fire-deadlines.js';
import type { OrderScope } from './order-scope.js';

/** Who took a step, when, and what the timeline says of it beyond its name. */
export interface StepContext {
  readonly by: OrderMover;
  readonly now: Date;
  readonly payload?: { readonly [key: string]: Json };
}

const NOTHING: SplitParts = { sellerPart: 0n, commissionPart: 0n, feePart: 0n };

/** Why money goes back when nobody gave a reason. */
const CANCELLED = 'cancelled_by_staff';

type Effect = (scope: OrderScope, order: Order, now: Date) => Promise<void>;

/**
 * Carries out what a row of the process says beyond the order itself, in the transaction that holds the
 * order's lock; then stores and announces the step.
 */
export class OrderEffects {
  private readonly effects: Readonly<Record<OrderEffect, Effect>> = {
    release_sale: ({ services }, order, now) => services.releaseSale(order.snapshot().serviceId, now),
    count_completion: ({ services }, order, now) =>
      services.recordCompletion(order.snapshot().serviceId, now),
    disarm_deadlines: ({ deadlines }, order, now) => deadlines.disarm(deadlineOwner(order), 'all', now),
    arm_auto_complete: (scope, order, now) => this.armAutoComplete(scope, order, now),
    end_payment: (scope, order, now) => this.endPayments(scope, order, now),
    release_escrow: (scope, order, now) => this.releaseEscrow(scope, order, now),
    refund_escrow: (scope, order, now) => this.refundEscrow(scope, order, now),
  };

  constructor(private readonly ids: IdGenerator) {}

  /** Nothing when the step had been taken before. */
  async carryOut(scope: OrderScope, order: Order, step: Step, context: StepContext): Promise<void> {
    if (!step) return;
    for (const effect of step.row.effects) await this.effects[effect](scope, order, context.now);
    await this.store(scope, order, step.row.event, step.from, context);
  }

  /** Stores a change of the order that is no step of its process, such as a partial refund. */
  async note(scope: OrderScope, order: Order, event: string, context: StepContext): Promise<void> {
    await this.store(scope, order, event, order.snapshot().state, context);
  }

  private async store(
    { orders, outbox }: OrderScope,
    order: Order,
    event: string,
    from: OrderState,
    { by, now, payload = {} }: StepContext,
  ): Promise<void> {
    await orders.save(order, {
      id: this.ids.generate(),
      orderId: order.id,
      seq: order.version + 2,
      event,
      from,
      to: order.snapshot().state,
      actorRole: by.role,
      actorId: by.userId,
      payload,
      at: now,
    });
    await outbox.publish(order.pullEvents());
  }

  /** Arms the end of the payment window, or moves it. */
  async armExpiry(
    { deadlines }: Pick<OrderScope, 'deadlines'>,
    order: Order,
    fireAt: Date,
    now: Date,
  ): Promise<void> {
    await deadlines.arm(
      {
        id: this.ids.generate(),
        ...deadlineOwner(order),
        event: 'expire_payment' satisfies DeadlineEvent,
        fireAt,
      },
      now,
    );
  }

  private async armAutoComplete({ deadlines }: OrderScope, order: Order, now: Date): Promise<void> {
    const { reviewDueAt } = order.snapshot();
    if (!reviewDueAt) throw new Error('A delivered order has an end of its review.');
    const deadline = {
      id: this.ids.generate(),
      ...deadlineOwner(order),
      event: 'auto_complete' satisfies DeadlineEvent,
      fireAt: reviewDueAt,
    };
    await deadlines.arm(deadline, now);
  }

  /** The live ones: the payment that pays the order is stored as captured before. What else comes goes back. */
  private async endPayments({ payments, outbox }: OrderScope, order: Order, now: Date): Promise<void> {
    for (const payment of await payments.listOfOrderForUpdate(order.id)) {
      if (!payment.isLive) continue;
      payment.end(now);
      await payments.save(payment);
      await outbox.publish(payment.pullEvents());
    }
  }

  /** T2, and the earning that clears later. */
  private async releaseEscrow(scope: OrderScope, order: Order, now: Date): Promise<void> {
    const { payments, ledger, earnings, outbox } = scope;
    const { sellerId, currency, clearsAt } = order.snapshot();
    if (!clearsAt) throw new Error('A completed order has a day its earning clears.');
    const captured = (await payments.listOfOrderForUpdate(order.id)).filter(isInEscrow);
    const parts = captured.map((payment) => partsLeft(payment.snapshot(), payment.snapshot().refundedAmount));
    const left = parts.reduce(addParts, NOTHING);
    if (sumOfParts(left) === 0n) return;
    await ledger.post(completionPosting({ orderId: order.id, sellerId, currency, parts: left }), now);
    const earning = Earning.accrue({
      id: this.ids.generate(),
      orderId: order.id,
      sellerId,
      commission: Money.of(left.commissionPart, currency),
      net: Money.of(left.sellerPart, currency),
      clearsAt,
      now,
    });
    await earnings.add(earning);
    await outbox.publish(earning.pullEvents());
  }

  /** T5 for all that is left of each payment: approved by the process itself, sent by the worker. */
  private async refundEscrow(scope: OrderScope, order: Order, now: Date): Promise<void> {
    const { payments, refunds, ledger, outbox } = scope;
    const { cancelReasonCode } = order.snapshot();
    for (const payment of (await payments.listOfOrderForUpdate(order.id)).filter(isInEscrow)) {
      const amount = Money.of(payment.refundable, payment.amount.currency);
      if (amount.isZero()) continue;
      const refund = Refund.request({
        id: this.ids.generate(),
        paymentId: payment.id,
        orderId: order.id,
        amount,
        reasonCode: cancelReasonCode ?? CANCELLED,
        note: null,
        source: 'escrow',
        requestedBy: null,
        providerKey: this.ids.generate(),
        now,
      });
      refund.approve('escrow', partsLeft(payment.snapshot(), payment.snapshot().refundedAmount), null, now);
      payment.refund(amount.amount, now);
      order.refunded(amount.amount, now);
      await payments.save(payment);
      await ledger.post(
        escrowRefundPosting({ refundId: refund.id, paymentId: payment.id, orderId: order.id, amount }),
        now,
      );
      await refunds.add(refund);
      await outbox.publish(refund.pullEvents());
    }
  }
}

/** The order as its deadlines name it. */
export function deadlineOwner(order: Order) {
  return { aggregateType: 'order', aggregateId: order.id } as const;
}

/** Money that came too late for the order never lay in its escrow. */
function isInEscrow(payment: Payment): boolean {
  return payment.snapshot().state === 'captured';
}

function addParts(left: SplitParts, right: SplitParts): SplitParts {
  return {
    sellerPart: left.sellerPart + right.sellerPart,
    commissionPart: left.commissionPart + right.commissionPart,
    feePart: left.feePart + right.feePart,
  };
}
