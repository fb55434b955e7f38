import {
  IdGenerator,
  SeedPlatform,
  type Earning,
  type OptionSelection,
  type Order,
  type Payment,
  type Refund,
  type Vault,
} from '@2krika/domain';
import { FakeClock } from '../../fakes/fake-clock.js';
import { FakePayoutProvider, FakePayoutProviders } from '../../fakes/ledger/fake-payout-provider.js';
import { FakePaymentProvider, FakePaymentProviders } from '../../fakes/payments/fake-payment-provider.js';
import { FakeVault } from '../../fakes/platform/fake-vault.js';
import { createService, type ServicePorts } from '../catalogue/service-factory.js';
import { createUser } from '../identity/user-factory.js';
import { generateId, TEST_EPOCH } from '../unique.js';
import { tellOrderStory, type OrderTold, type OrderTrait } from './order-story.js';
import { orderUseCases, type OrderStoryPorts } from './order-use-cases.js';

/** A whole store, such as `inMemoryStorage()` or `sqlStorage(database)`. */
export interface OrderFactoryPorts extends OrderStoryPorts, ServicePorts {
  /** The product's own, where the product is to call the payer's number. */
  readonly vault?: Vault;
}

export interface OrderWish {
  /** Default: somebody of its own. */
  readonly customerId?: string;
  /** Default: a service and a seller of its own. */
  readonly serviceId?: string;
  readonly options?: readonly OptionSelection[];
  /** Who decides about refunds. Default: somebody of its own, where there is something to decide. */
  readonly staffId?: string;
  /** When it is placed; what follows takes its time. */
  readonly at?: Date;
}

/**
 * An order and all that belongs to it, as the product itself would have made it: its chat, its payment, its refund,
 * its earning and their entries in the ledger. Fees and channels that are missing are seeded.
 * @param as what became of the order; by default it waits for its payment
 */
export async function createOrder(
  ports: OrderFactoryPorts,
  { as = 'placed', ...wish }: OrderWish & { readonly as?: OrderTrait } = {},
): Promise<Order> {
  const { orderId } = await tell(ports, wish, as);
  return stored(ports.orders.find(orderId));
}

const PAYMENTS = {
  initiated: 'placed',
  sent: 'started',
  failed: 'declined',
  captured: 'paid',
  refunded: 'refunded',
} as const satisfies Readonly<Record<string, OrderTrait>>;
export type PaymentTrait = keyof typeof PAYMENTS;

/** The payment of an order of its own, with everything its state asks for. */
export async function createPayment(
  ports: OrderFactoryPorts,
  { as = 'initiated', ...wish }: OrderWish & { readonly as?: PaymentTrait } = {},
): Promise<Payment> {
  const { paymentId } = await tell(ports, wish, PAYMENTS[as]);
  return stored(ports.payments.find(paymentId));
}

const REFUNDS = {
  requested: 'refund_requested',
  rejected: 'refund_rejected',
  approved: 'refund_approved',
  sent: 'refund_sent',
  succeeded: 'refunded',
  after_completion: 'partly_refunded',
} as const satisfies Readonly<Record<string, OrderTrait>>;
export type RefundTrait = keyof typeof REFUNDS;

/** A refund of a paid order of its own, with everything its state asks for. */
export async function createRefund(
  ports: OrderFactoryPorts,
  { as = 'requested', ...wish }: OrderWish & { readonly as?: RefundTrait } = {},
): Promise<Refund> {
  const { refundId } = await tell(ports, wish, REFUNDS[as]);
  return stored(refundId === null ? null : ports.refunds.find(refundId));
}

const EARNINGS = { pending: 'completed', available: 'cleared' } as const satisfies Readonly<
  Record<string, OrderTrait>
>;
export type EarningTrait = keyof typeof EARNINGS;

/** What the seller of a completed order of its own earned. */
export async function createEarning(
  ports: OrderFactoryPorts,
  { as = 'pending', ...wish }: OrderWish & { readonly as?: EarningTrait } = {},
): Promise<Earning> {
  const { orderId } = await tell(ports, wish, EARNINGS[as]);
  return stored(ports.unitOfWork.run(({ earnings }) => earnings.findByOrderForUpdate(orderId)));
}

async function stored<Aggregate>(found: Promise<Aggregate | null> | null): Promise<Aggregate> {
  const aggregate = await found;
  if (!aggregate) throw new Error('What the story made is not there.');
  return aggregate;
}

export class RandomIds extends IdGenerator {
  generate(): string {
    return generateId();
  }
}

async function tell(
  ports: OrderFactoryPorts,
  { customerId, serviceId, staffId, options = [], at = TEST_EPOCH }: OrderWish,
  trait: OrderTrait,
): Promise<OrderTold> {
  const [clock, provider] = [new FakeClock(at), new FakePaymentProvider()];
  const world = {
    clock,
    ids: new RandomIds(),
    vault: ports.vault ?? new FakeVault(),
    providers: new FakePaymentProviders(provider),
    payoutProviders: new FakePayoutProviders(new FakePayoutProvider()),
  };
  await seedPlatform(ports, at);
  const useCases = orderUseCases(ports, world);
  const plot = {
    options,
    customerId: customerId ?? (await createUser(ports)).id,
    serviceId: serviceId ?? (await createService(ports)).id,
    staffId: async () => staffId ?? (await createUser(ports)).id,
  };
  return tellOrderStory({ storage: ports, useCases, clock, provider }, plot, trait);
}

const seeding = new WeakMap<object, Promise<void>>();

/** Factories that run beside each other on one store seed it once: two at the same time would collide. */
export async function seedPlatform({ unitOfWork }: OrderStoryPorts, now: Date): Promise<void> {
  const begun =
    seeding.get(unitOfWork) ?? new SeedPlatform(unitOfWork, new RandomIds(), new FakeClock(now)).execute();
  seeding.set(unitOfWork, begun);
  try {
    await begun;
  } finally {
    seeding.delete(unitOfWork);
  }
}
