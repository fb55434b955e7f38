import { after, MINUTE, type Clock, type IdGenerator, type UnitOfWork } from '../../kernel/index.js';
import {
  deliveryDaysWith,
  ServiceNotFound,
  type Service,
  type ServiceId,
  type ServiceRepository,
} from '../../catalogue/index.js';
import type { Actor, User, UserRepository } from '../../identity/index.js';
import { Chat, type ChatRepository } from '../../messaging/index.js';
import { Payment, type PaymentRepository } from '../../payments/index.js';
import {
  feeRuleFor,
  type DeadlineRepository,
  type FeeRuleRepository,
  type Outbox,
  type PaymentChannelRepository,
  type Settings,
} from '../../platform/index.js';
import { selectItems, type OptionSelection } from '../model/order-items.js';
import { SelfPurchase, ServiceNotOrderable } from '../model/order-errors.js';
import { priceOrder } from '../model/order-price.js';
import { Order } from '../model/order.js';
import type { OrderRepository } from '../ports/order-repository.js';
import { deadlineOwner } from './order-effects.js';

export interface PlaceOrderInput {
  readonly actor: Actor;
  readonly serviceId: ServiceId;
  readonly options: readonly OptionSelection[];
}

export interface PlaceOrderScope {
  readonly orders: OrderRepository;
  readonly services: ServiceRepository;
  readonly users: UserRepository;
  readonly chats: ChatRepository;
  readonly payments: PaymentRepository;
  readonly feeRules: FeeRuleRepository;
  readonly paymentChannels: PaymentChannelRepository;
  readonly settings: Settings;
  readonly deadlines: DeadlineRepository;
  readonly outbox: Outbox;
}

/**
 * Orders a service: the order with its items, the sale, the chat of the two parties, the payment to be made and
 * the announcement are one transaction.
 */
export class PlaceOrder {
  constructor(
    private readonly unitOfWork: UnitOfWork<PlaceOrderScope>,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws ServiceNotFound; SelfPurchase; ServiceNotOrderable; OptionNotOffered; AmountNotChargeable;
   *   FeeRuleMissing
   */
  async execute(input: PlaceOrderInput): Promise<{ readonly order: Order; readonly payment: Payment }> {
    return this.unitOfWork.run(async (scope) => {
      const now = this.clock.now();
      const service = await scope.services.find(input.serviceId);
      if (!service) throw new ServiceNotFound(input.serviceId);
      const { ownerId, currency } = service.snapshot();
      const [owner, rules, channels, windowMinutes, number] = await Promise.all([
        scope.users.find(ownerId),
        scope.feeRules.inForce(currency, now),
        scope.paymentChannels.list(),
        scope.settings.get('orders.payment_window_minutes'),
        scope.orders.nextNumber(now),
      ]);
      const seller = orderableSeller(service, owner, input.actor, now);
      const { items, picked } = selectItems(service, input.options, () => this.ids.generate());
      const { title, deliveryDays, revisionsIncluded, categoryId } = service.snapshot();
      const subject = {
        currency,
        sellerId: ownerId,
        categoryId,
        sellerLevel: seller.snapshot().sellerLevel,
      };
      const price = priceOrder(
        items,
        currency,
        {
          commission: feeRuleFor(rules, { ...subject, component: 'commission' }, now),
          serviceFee: feeRuleFor(rules, { ...subject, component: 'service_fee' }, now),
        },
        channels,
      );
      const ids = { order: this.ids.generate(), chat: this.ids.generate() };
      const paymentDueAt = after(now, windowMinutes * MINUTE);
      const order = Order.place({
        id: ids.order,
        number,
        customerId: input.actor.userId,
        sellerId: ownerId,
        serviceId: service.id,
        chatId: ids.chat,
        items,
        price,
        packageSnapshot: { title, deliveryDays, revisionsIncluded },
        deliveryDays: deliveryDaysWith(deliveryDays, picked),
        revisionsIncluded,
        paymentDueAt,
        now,
      });
      const payment = this.paymentFor(order, paymentDueAt, now);
      await this.store(scope, order, payment, now);
      return { order, payment };
    });
  }

  /** Independent statements, sent together: the order first, because the others name it. */
  private async store(scope: PlaceOrderScope, order: Order, payment: Payment, now: Date): Promise<void> {
    const { id, serviceId, chatId, customerId, sellerId, paymentDueAt } = order.snapshot();
    await Promise.all([
      scope.orders.add(order, {
        id: this.ids.generate(),
        orderId: id,
        seq: 1,
        event: 'place',
        from: null,
        to: 'pending_payment',
        actorRole: 'customer',
        actorId: customerId,
        payload: {},
        at: now,
      }),
      scope.services.recordSale(serviceId, now),
      scope.chats.add(Chat.forOrder({ id: chatId, orderId: id, serviceId, customerId, sellerId, now })),
      scope.payments.add(payment),
      scope.deadlines.arm(
        { id: this.ids.generate(), ...deadlineOwner(order), event: 'expire_payment', fireAt: paymentDueAt },
        now,
      ),
      scope.outbox.publish([...order.pullEvents(), ...payment.pullEvents()]),
    ]);
  }

  private paymentFor(order: Order, expiresAt: Date, now: Date): Payment {
    const { id, customerId, serviceFeeAmount, commissionAmount, sellerNetAmount } = order.snapshot();
    return Payment.initiate({
      id: this.ids.generate(),
      orderId: id,
      payerId: customerId,
      amount: order.total,
      split: { serviceFeeAmount, commissionAmount, sellerNetAmount },
      expiresAt,
      now,
    });
  }
}

/** @throws SelfPurchase; ServiceNotOrderable */
function orderableSeller(service: Service, seller: User | null, customer: Actor, now: Date): User {
  const { ownerId, status } = service.snapshot();
  if (customer.userId === ownerId) throw new SelfPurchase();
  if (status !== 'active') throw new ServiceNotOrderable(service.id, 'not_active');
  if (seller?.mayBeOrderedFrom(now) !== true) throw new ServiceNotOrderable(service.id, 'seller_unavailable');
  return seller;
}
