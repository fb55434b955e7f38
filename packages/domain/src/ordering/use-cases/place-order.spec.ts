import {
  aService,
  everyRequirement,
  inThreeSizes,
} from '../../../testing/factories/catalogue/service-factory.js';
import { aUser } from '../../../testing/factories/identity/user-factory.js';
import { orderingBench, type OrderingBench } from '../../../testing/fakes/ordering/ordering-bench.js';
import { SequentialIds } from '../../../testing/fakes/sequential-ids.js';
import { race, until } from '../../../testing/concurrency.js';
import { after, DAY, MINUTE } from '../../kernel/index.js';
import { ServiceNotActive, ServiceNotFound, type ServiceRecord } from '../../catalogue/index.js';
import type { UserState } from '../../identity/index.js';
import { AmountNotChargeable, FeeRuleMissing, SANDBOX_CHANNELS } from '../../platform/index.js';
import {
  OptionNotOffered,
  PackageNotOffered,
  SelfPurchase,
  ServiceNotOrderable,
} from '../model/order-errors.js';
import { PlaceOrder } from './place-order.js';

/** Tells that an id was asked for. */
class WatchedIds extends SequentialIds {
  isUsed = false;

  override generate(): string {
    this.isUsed = true;
    return super.generate();
  }
}

describe('PlaceOrder', () => {
  let bench: OrderingBench;

  beforeEach(async () => {
    bench = await orderingBench();
  });

  const place = (serviceId = bench.service.id, actor = bench.customer) =>
    bench.placeOrder.execute({ actor, serviceId, options: [] });

  /** A service of a seller of its own. */
  async function anotherService(service: Partial<ServiceRecord>, owner: Partial<UserState> = {}) {
    const user = aUser(owner);
    await bench.users.add(user);
    const { categoryId } = bench.service.snapshot();
    const added = aService({ ownerId: user.id, categoryId, ...service });
    await bench.services.add(added);
    return added;
  }

  it('writes the order, the sale, the chat, the payment and the deadline together', async () => {
    const { order, payment } = await bench.placeOrder.execute({
      actor: bench.customer,
      serviceId: bench.service.id,
      options: [{ optionId: bench.option.id, quantity: 2 }],
    });
    const now = bench.clock.now();
    const paymentDueAt = after(now, 30 * MINUTE);
    const stored = await bench.orderOf(order.id);
    expect(stored).toEqual(order.snapshot());
    expect(stored).toMatchObject({
      customerId: bench.customer.userId,
      sellerId: bench.seller.userId,
      state: 'pending_payment',
      itemsAmount: 55_000n,
      serviceFeeAmount: 550n,
      totalAmount: 55_550n,
      commissionAmount: 8_250n,
      sellerNetAmount: 46_750n,
      packageSnapshot: {
        title: 'Logo professionnel',
        ...{ deliveryDays: 3, revisionsIncluded: 1 },
        package: { tier: 'basic', title: null, description: null, features: [] },
        requirements: [],
      },
      deliveryDays: 5,
      revisionsIncluded: 1,
      paymentDueAt,
    });
    expect(stored.items.map(({ kind, quantity, amount }) => [kind, quantity, amount])).toEqual([
      ['package', 1, 50_000n],
      ['option', 2, 5_000n],
    ]);
    expect(await bench.paymentOf(payment.id)).toMatchObject({
      orderId: order.id,
      payerId: bench.customer.userId,
      state: 'initiated',
      amount: 55_550n,
      serviceFeeAmount: 550n,
      commissionAmount: 8_250n,
      sellerNetAmount: 46_750n,
      expiresAt: paymentDueAt,
    });
    const chat = await bench.chats.findByOrder(order.id);
    expect(chat?.id).toBe(stored.chatId);
    expect([chat?.hasMember(bench.customer.userId), chat?.hasMember(bench.seller.userId)]).toEqual([
      true,
      true,
    ]);
    expect(await bench.sales(bench.service.id)).toEqual([1, 0]);
    expect(await bench.deadlinesOf(order.id)).toEqual([['expire_payment', paymentDueAt]]);
    expect(await bench.eventNames()).toEqual(['order.created', 'payment.initiated']);
    expect(await bench.eventsOf(order.id)).toMatchObject([
      { seq: 1, event: 'place', from: null, to: 'pending_payment', actorId: bench.customer.userId, at: now },
    ]);
  });

  it('sells the size that is asked for, on its terms, and keeps what the seller said and asks', async () => {
    const { requirements } = everyRequirement();
    const { id: serviceId } = await anotherService({ ...inThreeSizes(), requirements });
    const { order } = await bench.placeOrder.execute({
      ...{ actor: bench.customer, serviceId, tier: 'standard', options: [] },
    });
    expect(await bench.orderOf(order.id)).toMatchObject({
      itemsAmount: 25_000n,
      serviceFeeAmount: 250n,
      totalAmount: 25_250n,
      deliveryDays: 5,
      revisionsIncluded: 4,
      packageSnapshot: {
        deliveryDays: 5,
        revisionsIncluded: 4,
        package: {
          tier: 'standard',
          ...{ title: null, description: 'Pour une marque\n\nqui débute.' },
          features: ['Deux propositions', 'Source'],
        },
        requirements,
      },
    });
  });

  it('waits for the payment as long as the business decided', async () => {
    await bench.settings.set('orders.payment_window_minutes', 5, bench.clock.now());
    const { order } = await place();
    expect(order.snapshot().paymentDueAt).toEqual(after(bench.clock.now(), 5 * MINUTE));
  });

  it('charges by the rules that hold for this seller, and keeps them', async () => {
    const [commission] = (await bench.feeRules.inForce('XAF', bench.clock.now())).filter(
      ({ component }) => component === 'commission',
    );
    if (!commission) throw new Error('The default rules are in force.');
    const scopeId = bench.seller.userId;
    await bench.feeRules.add({ ...commission, id: 'special', scope: 'seller', scopeId, percentBps: 1_000 });
    const { order } = await place();
    expect(order.snapshot()).toMatchObject({
      commissionAmount: 5_000n,
      sellerNetAmount: 45_000n,
      feeRuleSnapshot: { commission: { id: 'special', percentBps: 1_000 } },
    });
  });

  it('counts every sale of customers who come at the same time, and gives no number twice', async () => {
    const { won } = await race(20, () => place());
    expect(await bench.sales(bench.service.id)).toEqual([20, 0]);
    expect(new Set(won.map(({ order }) => order.snapshot().number)).size).toBe(20);
  });

  describe('refuses', () => {
    /** Nothing was written, whatever had been prepared. */
    afterEach(async () => {
      expect(await bench.eventNames()).toEqual([]);
      expect(await bench.sales(bench.service.id)).toEqual([0, 0]);
      const page = await bench.orderViews.list({}, { page: 1, limit: 20 });
      expect(page.count).toBe(0);
      expect(await bench.deadlines.claimDue(after(bench.clock.now(), DAY), 20)).toEqual([]);
    });

    it('a service that is not there', async () => {
      await expect(place('nothing')).rejects.toThrow(ServiceNotFound);
    });

    it("the seller's own service", async () => {
      await expect(place(bench.service.id, bench.seller)).rejects.toThrow(SelfPurchase);
    });

    it.each(['draft', 'pending_review', 'rejected', 'paused', 'suspended'] as const)(
      'a service that is %s',
      async (status) => {
        const { id } = await anotherService({ status });
        await expect(place(id)).rejects.toThrow(ServiceNotOrderable);
        await expect(place(id)).rejects.toMatchObject({ details: { serviceId: id, reason: 'not_active' } });
      },
    );

    it.each<[string, Partial<UserState>]>([
      ['away', { awayFrom: new Date(0), awayUntil: null }],
      ['suspended', { suspendedAt: new Date(0) }],
      ['banned', { bannedAt: new Date(0) }],
      ['not verified', { isActive: false }],
    ])('a service whose seller is %s', async (_, owner) => {
      const { id } = await anotherService({}, owner);
      await expect(place(id)).rejects.toThrow(ServiceNotOrderable);
      await expect(place(id)).rejects.toMatchObject({ details: { reason: 'seller_unavailable' } });
    });

    it('a service whose seller is gone', async () => {
      const { categoryId } = bench.service.snapshot();
      const orphan = aService({ ownerId: 'nobody', categoryId });
      await bench.services.add(orphan);
      await expect(place(orphan.id)).rejects.toThrow(ServiceNotOrderable);
    });

    it('a service that goes off the market in the meantime', async () => {
      const { id } = bench.service;
      const pausing = await bench.services.begin();
      const service = await bench.services.getForUpdate(id, { transaction: pausing });
      const facts = { isOwnerActive: true, isCategoryActive: true, isPaymentUnderWay: false };
      service.move('pause', { role: 'owner', userId: bench.seller.userId }, facts, bench.clock.now());
      await bench.services.save(service, { transaction: pausing });
      const [watched, { unitOfWork, clock }] = [new WatchedIds(1), bench];
      const placing = new PlaceOrder(unitOfWork, watched, clock).execute({
        actor: bench.customer,
        serviceId: id,
        options: [],
      });
      // The service has been read by then, and found on the market.
      await until(() => watched.isUsed);
      await pausing.commit();
      await expect(placing).rejects.toThrow(ServiceNotActive);
    });

    it('a size the service is not sold in', async () => {
      const order = { actor: bench.customer, serviceId: bench.service.id, options: [] };
      await expect(bench.placeOrder.execute({ ...order, tier: 'premium' })).rejects.toThrow(
        PackageNotOffered,
      );
    });

    it('options that are not offered like that', async () => {
      const options = [{ optionId: bench.option.id, quantity: 4 }];
      const order = { actor: bench.customer, serviceId: bench.service.id, options };
      await expect(bench.placeOrder.execute(order)).rejects.toThrow(OptionNotOffered);
    });

    it('a total that no operator can carry', async () => {
      for (const channel of SANDBOX_CHANNELS) {
        await bench.paymentChannels.put({ ...channel, max: 50_499n }, bench.clock.now());
      }
      await expect(place()).rejects.toThrow(AmountNotChargeable);
    });

    it('to sell where nobody decided what the platform takes', async () => {
      bench.clock.set(after(new Date(0), -DAY));
      await expect(place()).rejects.toThrow(FeeRuleMissing);
    });
  });
});
