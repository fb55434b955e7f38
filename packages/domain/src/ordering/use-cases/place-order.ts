import { after, MINUTE, type Clock, type IdGenerator, type UnitOfWork } from '../../kernel/index.js';
import {
  ServiceNotFound,
  type PackageTier,
  type ServiceId,
  type ServiceRepository,
} from '../../catalogue/index.js';
import type { Actor, UserRepository } from '../../identity/index.js';
import { Chat, type ChatRepository } from '../../messaging/index.js';
import type { Payment, PaymentRepository } from '../../payments/index.js';
import type {
  DeadlineRepository,
  FeeRuleRepository,
  Outbox,
  PaymentChannelRepository,
  Settings,
} from '../../platform/index.js';
import type { OptionSelection } from '../model/order-items.js';
import { paymentOf } from '../model/order-payment.js';
import { agreeTerms } from '../model/order-terms.js';
import { Order } from '../model/order.js';
import type { OrderRepository } from '../ports/order-repository.js';
import { deadlineOwner } from './order-effects.js';

export interface PlaceOrderInput {
  readonly actor: Actor;
  readonly serviceId: ServiceId;
  /** Left out, the basic package. */
  readonly tier?: PackageTier;
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
   * @throws ServiceNotFound; SelfPurchase; ServiceNotOrderable; PackageNotOffered; OptionNotOffered;
   *   AmountNotChargeable; FeeRuleMissing
   */
  async execute({
    actor: { userId: customerId },
    serviceId,
    tier = 'basic',
    options,
  }: PlaceOrderInput): Promise<{ readonly order: Order; readonly payment: Payment }> {
    return this.unitOfWork.run(async (scope) => {
      const now = this.clock.now();
      const service = await scope.services.find(serviceId);
      if (!service) throw new ServiceNotFound(serviceId);
      const { ownerId: sellerId, currency } = service.snapshot();
      const [seller, rules, channels, windowMinutes, number] = await Promise.all([
        scope.users.find(sellerId),
        scope.feeRules.inForce(currency, now),
        scope.paymentChannels.list(),
        scope.settings.get('orders.payment_window_minutes'),
        scope.orders.nextNumber(now),
      ]);
      const wish = { customerId, service, seller, selection: { tier, options }, rules, channels };
      const terms = agreeTerms(wish, () => this.ids.generate(), now);
      const ids = { id: this.ids.generate(), chatId: this.ids.generate() };
      const paymentDueAt = after(now, windowMinutes * MINUTE);
      const order = Order.place({
        ...ids,
        ...terms,
        number,
        customerId,
        sellerId,
        serviceId,
        paymentDueAt,
        now,
      });
      const payment = paymentOf(order, this.ids.generate(), now);
      await this.store(scope, order, payment, now);
      return { order, payment };
    });
  }

  /** Independent statements, sent together: the order first, because the others name it. */
  private async store(scope: PlaceOrderScope, order: Order, payment: Payment, now: Date): Promise<void> {
    const { id: orderId, serviceId, chatId, customerId, sellerId, paymentDueAt, state } = order.snapshot();
    const by = { actorRole: 'customer', actorId: customerId } as const;
    const line = { id: this.ids.generate(), orderId, seq: 1, event: 'place', from: null, to: state } as const;
    const deadline = { id: this.ids.generate(), ...deadlineOwner(order), event: 'expire_payment' };
    await Promise.all([
      scope.orders.add(order, { ...line, ...by, payload: {}, at: now }),
      scope.services.recordSale(serviceId, now),
      scope.chats.add(Chat.forOrder({ id: chatId, orderId, serviceId, customerId, sellerId, now })),
      scope.payments.add(payment),
      scope.deadlines.arm({ ...deadline, fireAt: paymentDueAt }, now),
      scope.outbox.publish([...order.pullEvents(), ...payment.pullEvents()]),
    ]);
  }
}
