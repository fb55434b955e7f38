import type { Clock, IdGenerator, UnitOfWork } from '../../kernel/index.js';
import type { Actor } from '../../identity/index.js';
import { PaymentAlreadyStarted, type Payment, type PaymentRepository } from '../../payments/index.js';
import {
  maskMsisdn,
  normalizeMsisdn,
  openChannel,
  type Outbox,
  type PaymentChannelRepository,
  type Vault,
} from '../../platform/index.js';
import { OrderNotFound, OrderNotPayable } from '../model/order-errors.js';
import { paymentOf } from '../model/order-payment.js';
import type { OrderId } from '../model/order.js';
import type { OrderRepository } from '../ports/order-repository.js';

export interface StartPaymentInput {
  readonly actor: Actor;
  readonly orderId: OrderId;
  /** Code of a payment channel. */
  readonly channel: string;
  /** The phone that pays, in international form. */
  readonly msisdn: string;
}

/**
 * The customer chooses how to pay. The call to the operator is written down here and made by the worker, so
 * this never waits for the operator, and a kill loses nothing.
 */
export class StartPayment {
  constructor(
    private readonly unitOfWork: UnitOfWork<{
      orders: OrderRepository;
      payments: PaymentRepository;
      paymentChannels: PaymentChannelRepository;
      outbox: Outbox;
    }>,
    private readonly vault: Vault,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws OrderNotFound for everybody but the customer; OrderNotPayable; PaymentAlreadyStarted; InvalidMsisdn;
   *   ChannelUnknown; ChannelUnavailable; MsisdnNotOfChannel; AmountNotChargeable
   */
  async execute({ actor, orderId, channel: code, msisdn: typed }: StartPaymentInput): Promise<Payment> {
    const msisdn = normalizeMsisdn(typed);
    return this.unitOfWork.run(async ({ orders, payments, paymentChannels, outbox }) => {
      const order = await orders.getForUpdate(orderId);
      if (order.roleOf(actor) !== 'customer') throw new OrderNotFound(orderId);
      const now = this.clock.now();
      const { state, paymentDueAt } = order.snapshot();
      // The window is what the customer was told. Its deadline may fire later, for a payment that was under way.
      if (!order.awaitsPayment || now >= paymentDueAt) throw new OrderNotPayable(orderId, state);
      const channel = openChannel(await paymentChannels.list(), {
        code,
        direction: 'in',
        msisdn,
        amount: order.total,
      });
      const known = (await payments.listOfOrderForUpdate(orderId)).find(({ isLive }) => isLive);
      if (known?.isStarted) throw new PaymentAlreadyStarted(known.id);
      // After a payment failed, the next try is a payment of its own.
      const payment = known ?? paymentOf(order, this.ids.generate(), now);
      payment.start(
        {
          attemptId: this.ids.generate(),
          provider: channel.provider,
          providerKey: this.ids.generate(),
          channel: channel.code,
          msisdnEncrypted: this.vault.encrypt(msisdn),
          msisdnMask: maskMsisdn(msisdn),
        },
        now,
      );
      await (known ? payments.save(payment) : payments.add(payment));
      await outbox.publish(payment.pullEvents());
      return payment;
    });
  }
}
