import type { OwnServiceView, ServicePageView } from '../../src/http/catalogue/catalogue-views.js';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import { onBothProducts } from './both-products.js';
import type { Visitor } from './visitor.js';

const PACKAGES = [
  {
    tier: 'premium',
    title: 'Complet',
    price: 60_000,
    deliveryDays: 9,
    revisionsIncluded: null,
    features: ['Source'],
  },
  { tier: 'basic', price: 20_000, deliveryDays: 3, revisionsIncluded: 1 },
  { tier: 'standard', description: 'Deux versions.', price: 35_000, deliveryDays: 5, revisionsIncluded: 2 },
];
const QUESTIONS = [
  { prompt: 'Quel est le nom de votre marque ?', kind: 'text' },
  { prompt: 'Quelle couleur ?', kind: 'choice', choices: ['Vert', 'Ocre'], isRequired: false },
];

describe('a service in three sizes', () => {
  onBothProducts('packages', (open) => {
    let seller: Visitor;
    let customer: Visitor;
    let service: ServicePageView;
    let optionId: string | undefined;

    /** Changes it as of its newest version. */
    async function put<Body = OwnServiceView>(what: string, body: object, method = 'PUT') {
      const { headers } = await seller.call('GET', `/v1/me/services/${service.id}`);
      return seller.call<Body>(method, `/v1/services/${service.id}${what}`, body, {
        'if-match': headers.get('etag') ?? '',
      });
    }
    const page = () => customer.get<ServicePageView>(`/v1/services/${service.id}`);

    beforeAll(async () => {
      const { market } = open();
      seller = await market.newcomer('awa');
      customer = await market.newcomer('ngono');
      const { id } = await market.publishService(seller, 10_000);
      service = await customer.get<ServicePageView>(`/v1/services/${id}`);
      const offer = { title: 'Livraison express', price: 5_000, extraDays: -1 };
      const { options } = await seller.post<OwnServiceView>(`/v1/services/${id}/options`, offer);
      optionId = options[0]?.id;
    }, 60_000);

    it('begins in one, which says what the service says', () => {
      expect(service.packages).toMatchObject([
        { tier: 'basic', title: null, price: 10_000, deliveryDays: 3, revisionsIncluded: 1, features: [] },
      ]);
      expect(service.requirements).toEqual([]);
    });

    it('shows its sizes and questions, and is sold in the one that is asked for, whatever changes afterwards', async () => {
      expect(await put('/packages', { packages: PACKAGES })).toMatchObject({ status: 200 });
      expect(await put('/requirements', { requirements: QUESTIONS })).toMatchObject({ status: 200 });
      const shown = await page();
      expect(shown).toMatchObject({ basicPrice: 20_000, deliveryDays: 3, revisionsIncluded: 1 });
      expect(shown.packages.map(({ tier, price }) => [tier, price])).toEqual([
        ['basic', 20_000],
        ['standard', 35_000],
        ['premium', 60_000],
      ]);
      expect(shown.packages[0]?.id).toBe(service.packages[0]?.id);
      const asked = [{ ...QUESTIONS[0], choices: null, isRequired: true }, { ...QUESTIONS[1] }];
      expect(shown.requirements).toEqual(asked);

      const placed = await customer.post<OrderView>('/v1/orders', {
        ...{ serviceId: service.id, package: 'premium', options: [{ optionId, quantity: 1 }] },
      });
      expect(placed).toMatchObject({
        itemsAmount: 65_000,
        ...{ serviceFeeAmount: 650, totalAmount: 65_650 },
        ...{ commissionAmount: 9_750, sellerNetAmount: 55_250, deliveryDays: 8, revisionsIncluded: null },
        package: { tier: 'premium', title: 'Complet', description: null, features: ['Source'] },
        requirements: asked,
      });
      expect(placed.items).toMatchObject([
        {
          kind: 'package',
          refId: shown.packages[2]?.id,
          title: service.title,
          unitPrice: 60_000,
          amount: 60_000,
        },
        { kind: 'option', refId: optionId, amount: 5_000 },
      ]);

      const cheaper = PACKAGES.map((each) => ({
        ...each,
        title: 'Autre',
        price: each.price - 5_000,
        features: [],
      }));
      expect(await put('/packages', { packages: cheaper.slice(0, 2) })).toMatchObject({ status: 200 });
      expect(await put('/requirements', { requirements: [] })).toMatchObject({ status: 200 });
      const changed = await put('', { basicPrice: 18_000 }, 'PATCH');
      expect(changed).toMatchObject({ status: 200 });
      expect(changed.body.packages.map(({ price }) => price)).toEqual([18_000, 55_000]);
      expect(await customer.get<OrderView>(`/v1/orders/${placed.id}`)).toEqual(placed);
    });

    it('is sold in the smallest to whoever names none', async () => {
      const { packages, requirements } = await page();
      const placed = await customer.post<OrderView>('/v1/orders', { serviceId: service.id });
      expect(placed).toMatchObject({ package: { tier: 'basic' }, requirements });
      expect(placed.itemsAmount).toBe(packages[0]?.price);
      expect(placed.items).toMatchObject([{ kind: 'package', refId: packages[0]?.id }]);
    });

    it('is not sold in a size it is not offered in, nor in one nobody knows', async () => {
      await put('/packages', { packages: PACKAGES.slice(0, 2) });
      const order = (size: string) =>
        customer.call('POST', '/v1/orders', { serviceId: service.id, package: size });
      expect(await order('standard')).toMatchObject({
        ...{
          status: 422,
          body: { code: 'order.package_not_offered', pointer: '/package', tier: 'standard' },
        },
      });
      expect(await order('huge')).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    });

    it.each([
      ['service.invalid', '/packages', [PACKAGES[0]]],
      ['service.invalid', '/packages/1/tier', [PACKAGES[1], PACKAGES[1]]],
      ['service.invalid', '/packages/0/features', [{ ...PACKAGES[1], features: ['Source', 'Source'] }]],
      [
        'service.package_prices_not_rising',
        '/packages/1/price',
        [PACKAGES[1], { ...PACKAGES[2], price: 20_000 }],
      ],
      ['platform.amount_not_chargeable', undefined, [{ ...PACKAGES[1], price: 20_001 }]],
    ])('is refused with %s for %s', async (code, pointer, packages) => {
      const before = await page();
      const { status, body } = await put<{ code: string; pointer?: string }>('/packages', { packages });
      expect([status, body.code, body.pointer]).toEqual([422, code, pointer]);
      expect(await page()).toEqual(before);
    });

    it.each([
      ['/packages', { packages: [{ ...PACKAGES[1], price: 0.5 }] }, '/packages/0/price'],
      ['/packages', { packages: [{ ...PACKAGES[1], deliveryDays: 0 }] }, '/packages/0/deliveryDays'],
      ['/packages', { packages: [{ ...PACKAGES[1], tier: 'huge' }] }, '/packages/0/tier'],
      ['/packages', { packages: [{ ...PACKAGES[1], extra: 1 }] }, '/packages/0/extra'],
      ['/packages', { packages: [] }, '/packages'],
      ['/requirements', { requirements: [{ prompt: 'Votre nom ?', kind: 'sound' }] }, '/requirements/0/kind'],
      ['/requirements', { requirements: [{ kind: 'text' }] }, '/requirements/0/prompt'],
      ['/requirements', { requirements: Array.from({ length: 21 }, () => QUESTIONS[0]) }, '/requirements'],
    ])('says of %s %j that %s is wrong', async (what, body, pointer) => {
      const answer = await put<{ code: string; errors: readonly { pointer: string }[] }>(what, body);
      expect([answer.status, answer.body.code]).toEqual([422, 'validation_failed']);
      expect(answer.body.errors.map((error) => error.pointer)).toContain(pointer);
    });

    it('asks a choice with its choices', async () => {
      const { status, body } = await put('/requirements', {
        requirements: [{ ...QUESTIONS[0], kind: 'choice' }],
      });
      expect([status, body]).toMatchObject([
        422,
        { code: 'service.invalid', pointer: '/requirements/0/choices' },
      ]);
    });

    it.each([
      ['/packages', { packages: PACKAGES }],
      ['/requirements', { requirements: QUESTIONS }],
    ])('is not changed by whoever looked at an older version, nor blindly: %s', async (what, body) => {
      const address = `/v1/services/${service.id}${what}`;
      expect(await seller.call('PUT', address, body, { 'if-match': '"0"' })).toMatchObject({ status: 412 });
      expect(await seller.call('PUT', address, body)).toMatchObject({ status: 428 });
      expect(await customer.call('PUT', address, body, { 'if-match': '"0"' })).toMatchObject({ status: 404 });
    });
  });
});
