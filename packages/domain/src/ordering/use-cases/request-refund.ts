import { Money, type Clock, type IdGenerator, type UnitOfWork } from '../../kernel/index.js';
import { PermissionMissing, type Actor } from '../../identity/index.js';
import { Refund, RefundExceedsCaptured, type RefundReasonCode } from '../../payments/index.js';
import { assertChargeable, chargeableLimits, type PaymentChannelRepository } from '../../platform/index.js';
import { OrderNotRefundable } from '../model/order-errors.js';
import type { Order, OrderId } from '../model/order.js';
import type { OrderScope } from './order-scope.js';

export interface RequestRefundInput {
  readonly actor: Actor;
  readonly orderId: OrderId;
  /** Minor units; all that is left when undefined. */
  readonly amount?: bigint | undefined;
  readonly reasonCode: RefundReasonCode;
  readonly note: string | null;
}

/** A party of an order, or staff, asks for money to go back to the customer. Nothing moves before it is approved. */
export class RequestRefund {
  constructor(
    private readonly unitOfWork: UnitOfWork<OrderScope & { paymentChannels: PaymentChannelRepository }>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws OrderNotFound; PermissionMissing for staff who may only look; OrderNotRefundable; RefundExceedsCaptured;
   *   AmountNotChargeable between two steps
   */
  async execute({ actor, orderId, amount: wanted, reasonCode, note }: RequestRefundInput): Promise<Refund> {
    return this.unitOfWork.run(async (scope) => {
      const order = await scope.orders.getForUpdate(orderId);
      assertMayAsk(order, actor);
      const payments = await scope.payments.listOfOrderForUpdate(orderId);
      const payment = payments.find((candidate) => candidate.snapshot().state === 'captured');
      if (!payment) throw new OrderNotRefundable(orderId);
      const room = payment.refundable - (await scope.refunds.sumRequested(payment.id));
      const amount = wanted ?? room;
      if (amount > room || amount <= 0n) throw new RefundExceedsCaptured(amount, room);
      const { currency } = payment.amount;
      const money = Money.of(amount, currency);
      // What is left may be any amount: it came in one piece and can go back in one.
      if (amount !== room) {
        const limits = chargeableLimits(await scope.paymentChannels.list(), currency);
        assertChargeable(money, limits);
      }
      const refund = Refund.request({
        id: this.ids.generate(),
        paymentId: payment.id,
        orderId,
        amount: money,
        reasonCode,
        note,
        source: order.snapshot().state === 'completed' ? 'completed_order' : 'escrow',
        requestedBy: actor.userId,
        providerKey: this.ids.generate(),
        now: this.clock.now(),
      });
      await scope.refunds.add(refund);
      await scope.outbox.publish(refund.pullEvents());
      return refund;
    });
  }
}

/** @throws PermissionMissing for staff who may only look; OrderNotFound for strangers */
function assertMayAsk(order: Order, actor: Actor): void {
  if (actor.permissions.has('orders:operate') || actor.permissions.has('refunds:approve')) return;
  if (order.moverFor(actor).role === 'staff') throw new PermissionMissing('orders:operate');
}
