import {
  after,
  cursorRequest,
  FireDeadlines,
  LapseIdentity,
  ListOrderActions,
  ListOrderEvents,
  MAX_LIMIT,
  OperateOrder,
  OrderEffects,
  SECOND,
  SeedPlatform,
  type Actor,
  type CollectionRequest,
  type OptionSelection,
  type Payment,
  type PermissionCode,
  type ProviderRefundRequest,
  type UserState,
} from '@2krika/domain';
import { aCategory } from '../../factories/catalogue/category-factory.js';
import { anOption, aService } from '../../factories/catalogue/service-factory.js';
import { aUser } from '../../factories/identity/user-factory.js';
import { orderUseCases } from '../../factories/ordering/order-use-cases.js';
import { FakeClock } from '../fake-clock.js';
import { inMemoryStorage } from '../in-memory-storage.js';
import { FakePayoutProvider, FakePayoutProviders } from '../ledger/fake-payout-provider.js';
import { FakePaymentProvider, FakePaymentProviders } from '../payments/fake-payment-provider.js';
import { publishedEventNames } from '../platform/in-memory-outbox.js';
import { FakeVault } from '../platform/fake-vault.js';
import { aLeasedWork } from '../platform/leased-work.js';
import { SequentialIds } from '../sequential-ids.js';
import { orderingFacts } from './ordering-facts.js';

/** An operator during whose calls something else may happen. */
class InterruptedPaymentProvider extends FakePaymentProvider {
  /** Runs when the operator has taken a call or a question over, and before its answer is heard. */
  meanwhile: () => Promise<void> = () => Promise.resolve();

  override async initiate(request: CollectionRequest) {
    const outcome = await super.initiate(request);
    await this.interrupt();
    return outcome;
  }

  override async refund(request: ProviderRefundRequest) {
    const outcome = await super.refund(request);
    await this.interrupt();
    return outcome;
  }

  override async fetchStatus(reference: string) {
    const status = await super.fetchStatus(reference);
    await this.interrupt();
    return status;
  }

  /** Once: what happens meanwhile may call the operator itself. */
  private async interrupt(): Promise<void> {
    const { meanwhile } = this;
    this.meanwhile = () => Promise.resolve();
    await meanwhile();
  }
}

/** The payer's phone, and its operator. */
export const PAYER = { channel: 'mtn_cm', msisdn: '+237670000001' } as const;

/** A delivery long enough to be one without a file. */
export const HANDED_OVER = {
  message: 'Voici les trois propositions de logo.',
  linkUrls: [],
  uploadIds: [],
} as const;

/** What a customer says of a delivery to have it changed. */
export const CHANGE_WISHED = 'Le vert est trop clair, merci de le changer.';

/**
 * A market on a store in memory: a seller whose service costs 50 000 XAF, somebody who buys it, an operator that
 * does what a test says, and staff. With the default fees the buyer pays 50 500, of which the seller nets 42 500.
 */
export async function orderingBench({ sellerIs = {} }: { readonly sellerIs?: Partial<UserState> } = {}) {
  const storage = inMemoryStorage();
  const { unitOfWork } = storage;
  const [clock, ids, vault] = [new FakeClock(), new SequentialIds(), new FakeVault()];
  const [provider, payoutProvider] = [new InterruptedPaymentProvider(), new FakePayoutProvider()];
  const [providers, payoutProviders] = [
    new FakePaymentProviders(provider),
    new FakePayoutProviders(payoutProvider),
  ];
  const effects = new OrderEffects(ids);
  const useCases = {
    ...orderUseCases(storage, { ids, clock, vault, providers, payoutProviders }),
    operateOrder: new OperateOrder(unitOfWork, effects, clock),
    listOrderActions: new ListOrderActions(unitOfWork, clock),
    listOrderEvents: new ListOrderEvents(storage.orderViews),
  };
  const lapseIdentity = new LapseIdentity(unitOfWork, ids, clock);
  const lapse = (identityId: string) => lapseIdentity.execute({ identityId });
  const fireDeadlines = new FireDeadlines(
    unitOfWork,
    storage.deadlines,
    {
      expire_payment: (orderId) => useCases.expireOrder.execute({ orderId }),
      auto_complete: (orderId) => useCases.completeOrder.execute({ orderId }),
      abandon_draft: lapse,
      release_claim: lapse,
      expire_approval: lapse,
    },
    aLeasedWork(storage, clock),
    clock,
  );

  await new SeedPlatform(unitOfWork, ids, clock).execute();
  const actorOf = (userId: string, ...permissions: PermissionCode[]): Actor => ({
    userId,
    permissions: new Set(permissions),
  });
  async function aPerson(...permissions: PermissionCode[]) {
    const user = aUser();
    await storage.users.add(user);
    return actorOf(user.id, ...permissions);
  }
  const [customer, owner] = [await aPerson(), aUser(sellerIs)];
  await storage.users.add(owner);
  const seller = actorOf(owner.id);
  const category = aCategory();
  const option = anOption({ price: 2_500n, extraDays: 1, maxQuantity: 3 });
  const service = aService({
    ownerId: seller.userId,
    categoryId: category.id,
    title: 'Logo professionnel',
    basicPrice: 50_000n,
    revisionsIncluded: 1,
    options: [option],
  });
  await storage.categories.add(category);
  await storage.services.add(service);

  /** An order that waits for its payment. */
  async function placed(options: readonly OptionSelection[] = [], actor = customer) {
    const { order, payment } = await useCases.placeOrder.execute({ actor, serviceId: service.id, options });
    return { orderId: order.id, paymentId: payment.id };
  }

  /** The customer chose how to pay: the call to the operator is written down. */
  async function startedFor(orderId: string) {
    const payment = await useCases.startPayment.execute({ actor: customer, orderId, ...PAYER });
    return { orderId, paymentId: payment.id, providerKey: providerKeyOf(payment) };
  }

  const started = async () => startedFor((await placed()).orderId);

  /** The operator asks the payer. */
  async function sent() {
    const payment = await started();
    await useCases.sendPayment.execute(payment);
    return payment;
  }

  /** The money is in the order's escrow, and the seller works. */
  async function paid(received: { readonly fee?: bigint } = {}) {
    const payment = await sent();
    provider.succeed(payment.providerKey, received);
    await useCases.confirmPayment.execute(payment);
    return payment;
  }

  const deliver = (orderId: string) =>
    useCases.deliverOrder.execute({ actor: seller, orderId, ...HANDED_OVER });

  async function delivered() {
    const payment = await paid();
    await deliver(payment.orderId);
    return payment;
  }

  async function completed() {
    const payment = await delivered();
    await useCases.acceptDelivery.execute({ actor: customer, orderId: payment.orderId });
    return payment;
  }

  return {
    ...storage,
    ...useCases,
    ...{ clock, ids, vault, effects, provider, payoutProvider, fireDeadlines },
    ...{ customer, seller, service, option, actorOf, aPerson },
    ...{ placed, started, startedFor, sent, paid, deliver, delivered, completed },
    ...orderingFacts(storage),
    staff: await aPerson('orders:read', 'orders:operate', 'orders:cancel', 'refunds:approve'),
    /** Fires every deadline that is due once the clock reached the instant. */
    fireAt: async (instant: Date) => {
      clock.set(after(instant, SECOND));
      return fireDeadlines.execute();
    },
    /** The timeline of an order. */
    eventsOf: async (orderId: string) =>
      (await storage.orderViews.events(orderId, cursorRequest(undefined, MAX_LIMIT))).results,
    /** The names of the events published so far, of one kind of thing or of all. */
    eventNames: (aggregateType?: string) => publishedEventNames(storage.database, aggregateType),
  };
}

export type OrderingBench = Awaited<ReturnType<typeof orderingBench>>;

function providerKeyOf({ attempt }: Payment): string {
  if (!attempt) throw new Error('A started payment has an attempt.');
  return attempt.providerKey;
}
