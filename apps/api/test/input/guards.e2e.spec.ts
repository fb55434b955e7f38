import { Clock, HOUR, type SettingKey, type SettingValues } from '@2krika/domain';
import { ScopedUnitOfWork } from '@2krika/composition';
import type {
  CategoriesView,
  OwnServiceView,
  ServicePageView,
} from '../../src/http/catalogue/catalogue-views.js';
import type { WithdrawalView } from '../../src/http/ledger/ledger-views.js';
import { Marketplace } from '../product/marketplace.js';
import { Product } from '../product/product.js';
import type { Visitor } from '../product/visitor.js';
import { aNumber, earn } from './earn.js';

/** What a sale at 20,000 leaves after the commission of 15 %. */
const EARNED = 17_000;

let product: Product;
let market: Marketplace;
let seller: Visitor;

beforeAll(async () => {
  product = await Product.start({ persistence: 'memory' });
  market = new Marketplace(product);
});
beforeEach(async () => {
  seller = await market.newcomer('awa');
});
afterAll(() => product.stop());

async function set<Key extends SettingKey>(key: Key, value: SettingValues[Key]): Promise<void> {
  const { container } = product.open;
  const now = container.get(Clock).now();
  await container.get(ScopedUnitOfWork).run(({ settings }) => settings.set(key, value, now));
}

describe('a service', () => {
  it('goes live with a picture, and not without', async () => {
    const { results } = await seller.get<CategoriesView>('/v1/categories');
    const draft = await seller.post<OwnServiceView>('/v1/services', {
      categoryId: results.at(-1)?.id,
      ...{ title: 'Logo', description: 'Trois propositions.' },
      ...{ basicPrice: 20_000, currency: 'XAF', deliveryDays: 3, revisionsIncluded: 1 },
    });
    const submit = () =>
      seller.call<{ status: unknown; code?: string }>('POST', `/v1/services/${draft.id}/submit`);
    expect(await submit()).toMatchObject({
      ...{ status: 422, body: { code: 'service.not_publishable', missing: ['image'] } },
    });
    expect(await product.visitor().call('GET', `/v1/services/${draft.id}`)).toMatchObject({ status: 404 });
    const picture = await market.upload(seller, 'service_media');
    await seller.call('PUT', `/v1/services/${draft.id}/media`, { uploadIds: [picture.id] });
    expect(await submit()).toMatchObject({ status: 200, body: { status: 'active' } });
  });
});

describe('changes of a service', () => {
  it('leave as it is what they do not name', async () => {
    const { id } = await market.publishService(seller, 20_000);
    const before = await seller.call<ServicePageView>('GET', `/v1/me/services/${id}`);
    const etag = { 'if-match': before.headers.get('etag') ?? '' };
    const { status } = await seller.call('PATCH', `/v1/services/${id}`, { title: 'Logo et affiche' }, etag);
    expect(status).toBe(200);
    const { title, description, basicPrice, deliveryDays, tags } = await seller.get<ServicePageView>(
      `/v1/me/services/${id}`,
    );
    expect(title).toBe('Logo et affiche');
    expect(before.body).toMatchObject({ description, basicPrice, deliveryDays, tags });
  });
});

describe('a withdrawal', () => {
  let payoutMethodId: string;

  beforeEach(async () => {
    const { id: serviceId } = await market.publishService(seller, 20_000);
    const customer = await market.newcomer('ngono');
    ({ payoutMethodId } = await earn(market, { seller, customer, serviceId }));
  });

  const ask = (to = payoutMethodId) =>
    seller.call<WithdrawalView & { code: string }>('POST', '/v1/me/withdrawals', {
      ...{ payoutMethodId: to, amount: 5_000, currency: 'XAF' },
    });
  const addMethod = () =>
    seller.call<{ id: string; code: string }>('POST', '/v1/me/payout-methods', {
      ...{ channel: 'mtn_cm', msisdn: aNumber(), holderName: 'Awa Ndiaye' },
    });

  async function expectRefusal(asking: ReturnType<typeof ask>, status: number, code: string): Promise<void> {
    expect(await asking).toMatchObject({ status, body: { code } });
    expect(await market.balances(seller)).toMatchObject({ available: EARNED, inTransit: 0 });
    expect(await seller.get('/v1/me/withdrawals')).toMatchObject({ count: 0 });
  }

  it('is open alone: the next has to wait for it', async () => {
    // An approval it waits for keeps it open.
    await set('withdrawals.auto_approve_up_to', { XAF: 0, XOF: 0 });
    try {
      const first = await ask();
      expect(first.status).toBe(202);
      expect(await ask()).toMatchObject({ status: 409, body: { code: 'withdrawal.already_open' } });
      await seller.post(`/v1/me/withdrawals/${first.body.id}/cancel`);
      expect((await ask()).status).toBe(202);
    } finally {
      await set('withdrawals.auto_approve_up_to', { XAF: 500_000, XOF: 500_000 });
    }
  });

  it('goes to no method that is younger than a day', async () => {
    const { body } = await addMethod();
    await expectRefusal(ask(body.id), 409, 'payout_method.cooling_down');
    await market.pass(23 * HOUR);
    await expectRefusal(ask(body.id), 409, 'payout_method.cooling_down');
    await market.pass(HOUR);
    expect((await ask(body.id)).status).toBe(202);
  });

  it('asks for an identity level once the setting says so', async () => {
    await set('withdrawals.required_kyc_level', 1);
    try {
      await expectRefusal(ask(), 403, 'withdrawal.kyc_level_too_low');
    } finally {
      await set('withdrawals.required_kyc_level', 0);
    }
    expect((await ask()).status).toBe(202);
  });

  it('asks for a verified phone once the setting says so', async () => {
    await set('withdrawals.require_verified_phone', true);
    try {
      await expectRefusal(ask(), 403, 'withdrawal.phone_not_verified');
    } finally {
      await set('withdrawals.require_verified_phone', false);
    }
    expect((await ask()).status).toBe(202);
  });

  it('asks for a fresh proof of who it is once the setting says so, as a new method does', async () => {
    await set('withdrawals.require_step_up', true);
    try {
      await expectRefusal(ask(), 403, 'withdrawal.step_up_required');
      expect(await addMethod()).toMatchObject({
        status: 403,
        body: { code: 'withdrawal.step_up_required' },
      });
    } finally {
      await set('withdrawals.require_step_up', false);
    }
    expect((await ask()).status).toBe(202);
  });
});
