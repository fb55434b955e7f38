import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createContainer,
  readConfig,
  ScopedUnitOfWork,
  seedDevelopment,
  seedReferenceData,
  type OpenContainer,
} from '@2krika/composition';
import * as domain from '@2krika/domain';
import {
  aWebhookEvent,
  anId,
  FakeClock,
  FakePaymentProvider,
  FakePayoutProvider,
  FakePayoutProviders,
  createParties,
  TEST_EPOCH,
} from '@2krika/domain/testing';
import { newKeys } from './new-keys.js';

const { DAY, MINUTE } = domain;
const PAGE = { page: 1, limit: 20 };
/** The times, one after the other, at which everything that was made is due: first to be sent, then to be asked about. */
export const STEPS = [0, MINUTE, 10 * MINUTE] as const;
const PAYER = { channel: 'mtn_cm', msisdn: '+237670000001' } as const;

/** An operator that takes every call over, and brings every sum at once. */
class PromptOperator extends FakePaymentProvider {
  override async initiate(request: domain.CollectionRequest) {
    const outcome = await super.initiate(request);
    this.succeed(request.reference);
    return outcome;
  }

  override async refund(request: domain.ProviderRefundRequest) {
    const outcome = await super.refund(request);
    this.succeed(request.reference);
    return outcome;
  }
}

class PromptPayouts extends FakePayoutProvider {
  override fetchStatus(reference?: string): Promise<domain.PayoutStatus> {
    const request = this.requests.find((each) => each.reference === reference);
    if (!request) return Promise.resolve({ kind: 'absent' });
    const { amount, currency } = request.amount;
    return Promise.resolve({ kind: 'succeeded', providerRef: 'ref-1', amount, currency, fee: null });
  }
}

/** The one operator of an installation. */
class OneOperator extends domain.PaymentProviders {
  constructor(private readonly operator: domain.PaymentProvider) {
    super();
  }

  get(): domain.PaymentProvider {
    return this.operator;
  }
}

/**
 * A market whose workers have been away: there is work of every kind, and nobody did any of it. Any number of
 * processes may be opened on it; they share the clock, which stands still, and the operator.
 */
export class BusyMarket {
  readonly clock = new FakeClock(TEST_EPOCH);
  private readonly operator = new PromptOperator();
  private readonly payouts = new PromptPayouts();
  private readonly folder = mkdtempSync(join(tmpdir(), '2krika-market-'));
  private readonly keys = newKeys();
  private readonly opened: OpenContainer[] = [];

  constructor(private readonly stores: Readonly<Record<string, string>>) {}

  /** A process of its own: connections, pools and loops. */
  async process(): Promise<OpenContainer> {
    const config = readConfig({
      ...this.stores,
      ...this.keys,
      NODE_ENV: 'test',
      DATA_FOLDER: this.folder,
      API_URL: 'http://127.0.0.1:1',
      SANDBOX_PROVIDER_URL: 'http://127.0.0.1:1',
      SANDBOX_API_KEY: 'nobody',
      SANDBOX_WEBHOOK_SECRET: 'nothing',
    });
    const open = await createContainer({ config });
    open.container.rebind(domain.Clock).toConstantValue(this.clock);
    open.container.rebind(domain.PaymentProviders).toConstantValue(new OneOperator(this.operator));
    open.container.rebind(domain.PayoutProviders).toConstantValue(new FakePayoutProviders(this.payouts));
    this.opened.push(open);
    return open;
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.splice(0).map((open) => open.close()));
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** How many calls the operator was made under each key: more than one must move no more money. */
  get calls(): readonly string[] {
    return [...this.operator.requests, ...this.payouts.requests].map(({ reference }) => reference);
  }

  /** Makes the work. */
  async fill({ container }: OpenContainer): Promise<void> {
    await seedReferenceData(container);
    await seedDevelopment(container);
    const parties = await createParties({
      users: container.get(domain.UserRepository),
      categories: container.get(domain.CategoryRepository),
      services: container.get(domain.ServiceRepository),
    });
    const actorOf = (userId: string, ...permissions: domain.PermissionCode[]): domain.Actor => ({
      userId,
      permissions: new Set(permissions),
    });
    const [customer, seller] = [actorOf(parties.customerId), actorOf(parties.sellerId)];
    const finance = await container.get(domain.UserRepository).findByLogin('grace_finance');
    if (!finance) throw new Error('The development staff is seeded.');
    const staff = actorOf(finance.id, 'refunds:approve', 'orders:read');

    const placed = async () => {
      const { order, payment } = await container
        .get(domain.PlaceOrder)
        .execute({ actor: customer, serviceId: parties.serviceId, options: [] });
      return { orderId: order.id, paymentId: payment.id };
    };
    const started = async () => {
      const order = await placed();
      const payment = await container
        .get(domain.StartPayment)
        .execute({ actor: customer, orderId: order.orderId, ...PAYER });
      return { ...order, reference: payment.attempt?.providerKey ?? '' };
    };
    const paid = async () => {
      const order = await started();
      await container.get(domain.SendPayment).execute(order);
      await container.get(domain.ConfirmPayment).execute(order);
      return order;
    };
    const delivered = async () => {
      const order = await paid();
      await container.get(domain.DeliverOrder).execute({
        actor: seller,
        orderId: order.orderId,
        ...{ message: 'Voici les trois propositions de logo.', linkUrls: [], uploadIds: [] },
      });
      return order;
    };
    const completed = async () => {
      const order = await delivered();
      await container.get(domain.AcceptDelivery).execute({ actor: customer, orderId: order.orderId });
      return order;
    };
    const earningOf = async (orderId: string) => {
      const earning = await container
        .get(ScopedUnitOfWork)
        .run(({ earnings }) => earnings.findByOrderForUpdate(orderId));
      if (!earning) throw new Error('A completed order has an earning.');
      return earning.id;
    };

    const method = await container.get(domain.AddPayoutMethod).execute({
      actor: seller,
      ...{ channel: 'mtn_cm', msisdn: '+237670000002', holderName: 'Awa Ndiaye' },
      isSteppedUp: true,
    });
    const withdrawn = await completed();
    // One that nobody pays, one that nobody looks at, and one that clears.
    await placed();
    await delivered();
    await completed();
    this.clock.advance(15 * DAY);
    await container.get(domain.ClearEarning).execute({ earningId: await earningOf(withdrawn.orderId) });
    await container.get(domain.RequestWithdrawal).execute({
      actor: seller,
      ...{ payoutMethodId: method.id, amount: domain.Money.of(4_000n, 'XAF') },
      isSteppedUp: true,
    });
    await started();
    const announced = await started();
    await container.get(domain.SendPayment).execute(announced);
    await container
      .get(domain.WebhookInbox)
      .receive(aWebhookEvent({ reference: announced.reference, receivedAt: this.clock.now() }));
    const regretted = await paid();
    const refund = await container.get(domain.RequestRefund).execute({
      actor: customer,
      orderId: regretted.orderId,
      ...{ amount: 10_000n, reasonCode: 'not_as_described', note: null },
    });
    await container.get(domain.ApproveRefund).execute({ actor: staff, refundId: refund.id });
    const [chat] = (await container.get(domain.ListChats).execute({ actor: customer, ...PAGE })).results;
    if (!chat) throw new Error('An order has a chat.');
    for (const content of ['Bonjour', 'Merci']) {
      await container.get(domain.SendMessage).execute({
        ...{ actor: customer, chatId: chat.id, clientMessageId: anId(), content, uploadIds: [] },
      });
    }
  }
}
