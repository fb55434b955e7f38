import {
  DAY,
  HOUR,
  MINUTE,
  type Actor,
  type Currency,
  type Duration,
  type OptionSelection,
  type OrderId,
  type PaymentId,
  type PermissionCode,
  type RefundId,
} from '@2krika/domain';
import type { FakeClock } from '../../fakes/fake-clock.js';
import type { FakePaymentProvider } from '../../fakes/payments/fake-payment-provider.js';
import type { OrderStoryPorts, OrderUseCases } from './order-use-cases.js';

const PAID = ['start', 'send', 'capture'] as const;
const DELIVERED = [...PAID, 'deliver'] as const;
const COMPLETED = [...DELIVERED, 'accept'] as const;
const SENT_BACK = ['approveRefund', 'sendRefund', 'settleRefund'] as const;

/** How an order comes to be what a trait says, step by step. */
const WAYS = {
  placed: [],
  started: ['start', 'send'],
  declined: ['start', 'send', 'decline'],
  paid: PAID,
  delivered: DELIVERED,
  in_revision: [...DELIVERED, 'askRevision'],
  completed: COMPLETED,
  auto_completed: [...DELIVERED, 'completeByItself'],
  cleared: [...COMPLETED, 'clear'],
  refund_requested: [...PAID, 'askRefund'],
  refund_rejected: [...PAID, 'askRefund', 'rejectRefund'],
  refund_approved: [...PAID, 'askRefund', 'approveRefund'],
  refund_sent: [...PAID, 'askRefund', 'approveRefund', 'sendRefund'],
  /** In full, before the work was delivered. */
  refunded: [...PAID, 'askRefund', ...SENT_BACK],
  /** A fifth of it, after the order was completed. */
  partly_refunded: [...COMPLETED, 'askPartBack', ...SENT_BACK],
  cancelled: ['cancel'],
  expired: ['expire'],
} as const satisfies Readonly<Record<string, readonly StepName[]>>;

/** What may become of an order. */
export type OrderTrait = keyof typeof WAYS;

export const ORDER_TRAITS: readonly OrderTrait[] = Object.keys(WAYS).filter(isTrait);

function isTrait(name: string): name is OrderTrait {
  return Object.hasOwn(WAYS, name);
}

type StepName = Exclude<keyof Steps, 'told'>;

/** What happens in a story. */
export type OrderStep = StepName | 'place';

/** Who an order is of, and what is bought. */
export interface OrderPlot {
  readonly customerId: string;
  readonly serviceId: string;
  readonly options: readonly OptionSelection[];
  /** Somebody of the staff, asked for where staff decides. */
  readonly staffId: () => Promise<string>;
}

/** What the story left behind. */
export interface OrderTold {
  readonly orderId: OrderId;
  readonly paymentId: PaymentId;
  /** Null where nobody asked for money back. */
  readonly refundId: RefundId | null;
}

export interface OrderStage {
  readonly storage: Pick<OrderStoryPorts, 'unitOfWork' | 'orders'>;
  readonly useCases: OrderUseCases;
  /** Moved ahead before each step, as time passes between people's acts. */
  readonly clock: FakeClock;
  readonly provider: FakePaymentProvider;
  /** Runs after each step: what happens beside the order meanwhile. */
  readonly afterStep?: (told: OrderTold, step: OrderStep) => Promise<void>;
}

/** How long people take for each step. The others come when they are due. */
const PAUSES: Readonly<Record<StepName, Duration>> = {
  start: 2 * MINUTE,
  send: MINUTE / 60,
  capture: MINUTE,
  decline: MINUTE,
  deliver: 2 * DAY,
  askRevision: 5 * HOUR,
  accept: DAY,
  completeByItself: 0,
  clear: 0,
  askRefund: DAY,
  askPartBack: 3 * HOUR,
  approveRefund: 2 * HOUR,
  rejectRefund: 2 * HOUR,
  sendRefund: MINUTE,
  settleRefund: MINUTE,
  cancel: 5 * MINUTE,
  expire: 0,
};

/**
 * Tells the story of an order up to what the trait says, through the use cases: everything that belongs to it is
 * there afterwards, its chat, its payment and its entries in the ledger.
 */
export async function tellOrderStory(
  stage: OrderStage,
  plot: OrderPlot,
  trait: OrderTrait,
): Promise<OrderTold> {
  const { useCases, clock, afterStep = () => Promise.resolve() } = stage;
  const actor = actorOf(plot.customerId);
  const { order, payment } = await useCases.placeOrder.execute({ ...plot, actor });
  const steps = new Steps(stage, plot, { orderId: order.id, paymentId: payment.id, refundId: null });
  await afterStep(steps.told, 'place');
  for (const step of WAYS[trait]) {
    clock.advance(PAUSES[step]);
    await steps[step]();
    await afterStep(steps.told, step);
  }
  return steps.told;
}

const DELIVERED_WORK = 'Voici le travail demandé, avec les fichiers sources et un aperçu en couleur.';
const WISHED_CHANGE = 'Le vert est trop clair sur l’affiche, merci de le foncer un peu.';

/** A payer whose operator collects each currency. */
const PAYERS: Readonly<Record<Currency, { readonly channel: string; readonly msisdn: string }>> = {
  XAF: { channel: 'mtn_cm', msisdn: '+237670000001' },
  XOF: { channel: 'mtn_ci', msisdn: '+2250500000001' },
};

function actorOf(userId: string, ...permissions: PermissionCode[]): Actor {
  return { userId, permissions: new Set(permissions) };
}

class Steps {
  constructor(
    private readonly stage: OrderStage,
    private readonly plot: OrderPlot,
    public told: OrderTold,
  ) {}

  async start(): Promise<void> {
    const { currency } = await this.order();
    await this.useCases.startPayment.execute({ ...this.byCustomer(), ...PAYERS[currency] });
  }

  async send(): Promise<void> {
    await this.useCases.sendPayment.execute(this.told);
  }

  /** The operator keeps 1 % of what it collects. */
  async capture(): Promise<void> {
    const { totalAmount } = await this.order();
    this.stage.provider.succeed(this.lastReference(), { fee: totalAmount / 100n });
    await this.useCases.confirmPayment.execute(this.told);
  }

  async decline(): Promise<void> {
    this.stage.provider.fail(this.lastReference(), 'payer_declined');
    await this.useCases.confirmPayment.execute(this.told);
  }

  async deliver(): Promise<void> {
    const content = { message: DELIVERED_WORK, linkUrls: [], uploadIds: [] };
    await this.useCases.deliverOrder.execute({ ...(await this.bySeller()), ...content });
  }

  async askRevision(): Promise<void> {
    await this.useCases.requestRevision.execute({ ...this.byCustomer(), message: WISHED_CHANGE });
  }

  async accept(): Promise<void> {
    await this.useCases.acceptDelivery.execute(this.byCustomer());
  }

  async completeByItself(): Promise<void> {
    this.stage.clock.set(due((await this.order()).reviewDueAt));
    await this.useCases.completeOrder.execute(this.told);
  }

  async clear(): Promise<void> {
    this.stage.clock.set(due((await this.order()).clearsAt));
    const { orderId } = this.told;
    const earning = await this.stage.storage.unitOfWork.run(({ earnings }) =>
      earnings.findByOrderForUpdate(orderId),
    );
    if (!earning) throw new Error(`The completed order ${orderId} has earned nothing.`);
    await this.useCases.clearEarning.execute({ earningId: earning.id });
  }

  async askRefund(): Promise<void> {
    await this.ask(undefined);
  }

  /** In steps of 100, which every channel can move. */
  async askPartBack(): Promise<void> {
    const { totalAmount } = await this.order();
    await this.ask((totalAmount / 500n) * 100n);
  }

  async approveRefund(): Promise<void> {
    await this.useCases.approveRefund.execute(await this.byStaff());
  }

  async rejectRefund(): Promise<void> {
    const reason = 'Le travail livré est conforme à la commande.';
    await this.useCases.rejectRefund.execute({ ...(await this.byStaff()), reason });
  }

  async sendRefund(): Promise<void> {
    await this.useCases.sendRefund.execute({ refundId: this.refundId });
  }

  async settleRefund(): Promise<void> {
    this.stage.provider.succeed(this.lastReference());
    await this.useCases.confirmRefund.execute({ refundId: this.refundId });
  }

  async cancel(): Promise<void> {
    await this.useCases.cancelOrder.execute(this.byCustomer());
  }

  async expire(): Promise<void> {
    this.stage.clock.set((await this.order()).paymentDueAt);
    await this.useCases.expireOrder.execute(this.told);
  }

  private async ask(amount: bigint | undefined): Promise<void> {
    const wish = { amount, reasonCode: 'not_as_described', note: null } as const;
    const refund = await this.useCases.requestRefund.execute({ ...this.byCustomer(), ...wish });
    this.told = { ...this.told, refundId: refund.id };
  }

  private get useCases(): OrderUseCases {
    return this.stage.useCases;
  }

  private get refundId(): RefundId {
    if (this.told.refundId === null) throw new Error('Nobody asked for money back.');
    return this.told.refundId;
  }

  private byCustomer() {
    return { actor: actorOf(this.plot.customerId), orderId: this.told.orderId };
  }

  private async bySeller() {
    return { actor: actorOf((await this.order()).sellerId), orderId: this.told.orderId };
  }

  private async byStaff() {
    return { actor: actorOf(await this.plot.staffId(), 'refunds:approve'), refundId: this.refundId };
  }

  private async order() {
    const { orderId } = this.told;
    const order = await this.stage.storage.orders.find(orderId);
    if (!order) throw new Error(`The order ${orderId} is gone.`);
    return order.snapshot();
  }

  /** The key of what the operator was asked last, which is ours: it serves this story alone. */
  private lastReference(): string {
    const asked = this.stage.provider.requests.at(-1);
    if (!asked) throw new Error('The operator was asked nothing.');
    return asked.reference;
  }
}

function due(at: Date | null): Date {
  if (!at) throw new Error('Nothing is due.');
  return at;
}
