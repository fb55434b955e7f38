import { randomUUID } from 'node:crypto';
import { rowsOf } from '@2krika/adapters-sql/testing';
import type { OwnServiceView } from '../../src/http/catalogue/catalogue-views.js';
import type { HistoryView } from '../../src/http/messaging/messaging-views.js';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import { Marketplace } from '../product/marketplace.js';
import { Product } from '../product/product.js';
import { openStores, type OwnStores } from '../product/stores.js';
import type { Answer, Visitor } from '../product/visitor.js';

/** Milliseconds, for databases that have to be made. */
const SLOW = 60_000;
const JSON_TYPE = { 'content-type': 'application/json' };

let stores: OwnStores;
let product: Product;
let market: Marketplace;
let seller: Visitor;
let customer: Visitor;
let service: OwnServiceView;
let order: OrderView;

beforeAll(async () => {
  stores = await openStores('refused');
  product = await Product.start(stores);
  market = new Marketplace(product);
  seller = await market.newcomer('awa');
  customer = await market.newcomer('ngono');
  service = await market.publishService(seller, 20_000);
  order = await market.pay(customer, await customer.post<OrderView>('/v1/orders', { serviceId: service.id }));
  // The chat tells of the order and of its payment, and the worker writes down what was said last.
  await market.eventually(
    () => rowsOf(stores.database.admin),
    ({ chats = [] }) => chats.some((chat) => chat.includes('"last_seq": 2')),
  );
}, SLOW);

afterAll(async () => {
  await product.stop();
  await stores.close();
});

/** Every row of the database, once the worker has done what it still had to do. */
async function everything(): Promise<Record<string, readonly string[]>> {
  const { job_runs: _, ...rows } = await market.eventually(
    () => rowsOf(stores.database.admin),
    ({ outbox_events: events = [] }) =>
      events.length > 0 && events.every((event) => !event.includes('"published_at": null')),
  );
  return rows;
}

/** Whoever sends it is refused like this, and nothing at all was written: no row, no key, no event. */
async function expectRefusal(
  send: () => Promise<Answer<{ readonly code: string }>>,
  refusal: { readonly status: number; readonly code: string },
): Promise<void> {
  const before = await everything();
  const { status, headers, body } = await send();
  expect({ status, code: body.code }).toEqual(refusal);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await everything()).toEqual(before);
}

const ordering = (body: object, by = customer) => by.call('POST', '/v1/orders', body);

describe('a request that cannot be read', () => {
  it.each([
    ['JSON that is none', '{"serviceId":', 400, 'malformed_json'],
    ['a body over the limit', `{"serviceId":"${'x'.repeat(65_536)}"}`, 413, 'body_too_large'],
  ])('for %s is refused', async (_, text, status, code) => {
    const send = async () => {
      const headers = { ...JSON_TYPE, 'idempotency-key': randomUUID() };
      const response = await customer.request('POST', '/v1/orders', text, headers);
      return {
        status: response.status,
        headers: response.headers,
        body: (await response.json()) as { code: string },
      };
    };
    await expectRefusal(send, { status, code });
  });

  it('says of every field what is wrong with it', async () => {
    const answer = await ordering({
      serviceId: 5,
      price: 1,
      options: [{ optionId: service.id, quantity: '2' }],
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed' } });
    expect(answer.body).toHaveProperty(
      'errors',
      expect.arrayContaining([
        expect.objectContaining({ in: 'body', pointer: '/serviceId', code: 'id' }),
        expect.objectContaining({ in: 'body', pointer: '/price', code: 'unknown_field' }),
        expect.objectContaining({ in: 'body', pointer: '/options/0/quantity', code: 'is_int' }),
      ]),
    );
  });
});

describe('an order', () => {
  it('of one’s own service is refused', () =>
    expectRefusal(() => ordering({ serviceId: service.id }, seller), {
      ...{ status: 422, code: 'order.self_purchase' },
    }));

  it('of a service that is not live is refused', async () => {
    const other = await market.newcomer('moussa');
    const paused = await market.publishService(other, 10_000);
    await other.post(`/v1/services/${paused.id}/pause`);
    await expectRefusal(() => ordering({ serviceId: paused.id }), {
      ...{ status: 409, code: 'order.service_not_orderable' },
    });
  });

  it('of a service that is not there is refused', () =>
    expectRefusal(() => ordering({ serviceId: randomUUID() }), { status: 404, code: 'service.not_found' }));

  it('with an option of another service is refused', async () => {
    const other = await market.newcomer('fatou');
    const { id } = await market.publishService(other, 10_000);
    const { options } = await other.post<OwnServiceView>(`/v1/services/${id}/options`, {
      ...{ title: 'Livraison express', price: 5_000, extraDays: -1 },
    });
    const picked = options.map((option) => ({ optionId: option.id, quantity: 1 }));
    expect(picked).toHaveLength(1);
    await expectRefusal(() => ordering({ serviceId: service.id, options: picked }), {
      ...{ status: 422, code: 'order.option_not_offered' },
    });
  });
});

describe('an amount', () => {
  const draft = (basicPrice: number) => ({
    title: 'Logo',
    ...{ description: 'Trois propositions.', currency: 'XAF', deliveryDays: 3 },
    ...{ revisionsIncluded: 1, basicPrice },
  });
  const categoryOf = async () => {
    const { results } = await seller.get<{ results: readonly { id: string }[] }>('/v1/categories');
    return { categoryId: results.at(-1)?.id };
  };

  it.each([
    ['a fraction', 10_000.5, 'validation_failed'],
    ['negative', -5, 'validation_failed'],
    ['nothing', 0, 'validation_failed'],
    ['more than can be counted', 2 ** 53, 'validation_failed'],
    ['one no operator carries', 10_001, 'platform.amount_not_chargeable'],
    ['more than any operator carries', 5_000_000, 'platform.amount_not_chargeable'],
  ])('of a service that is %s is refused', async (_, amount, code) => {
    const body = { ...(await categoryOf()), ...draft(amount) };
    await expectRefusal(() => seller.call('POST', '/v1/services', body), { status: 422, code });
  });

  it.each([
    ['a fraction', 10.5, 'validation_failed'],
    ['negative', -5, 'validation_failed'],
    ['one no operator carries', 1_001, 'platform.amount_not_chargeable'],
    ['more than was paid', 20_205, 'refund.exceeds_captured'],
  ])('of a refund that is %s is refused', (_, amount, code) =>
    expectRefusal(
      () => customer.call('POST', `/v1/orders/${order.id}/refunds`, { amount, reasonCode: 'goodwill' }),
      { status: 422, code },
    ),
  );
});

describe('a file of somebody else', () => {
  it('is not sent in a chat', async () => {
    const { id } = await market.upload(seller, 'message');
    await expectRefusal(
      () =>
        customer.call('POST', `/v1/chats/${order.chatId}/messages`, {
          ...{ content: 'Voici.', attachments: [{ uploadId: id }] },
        }),
      { status: 422, code: 'upload.not_yours' },
    );
    const { results } = await customer.get<HistoryView>(`/v1/chats/${order.chatId}/messages`);
    expect(results.filter(({ kind }) => kind !== 'system')).toEqual([]);
  });

  it('is not delivered', async () => {
    const { id } = await market.upload(customer, 'delivery');
    await expectRefusal(
      () =>
        seller.call('POST', `/v1/orders/${order.id}/deliveries`, {
          ...{ message: 'Tout est dans le dossier.', uploadIds: [id] },
        }),
      { status: 422, code: 'upload.not_yours' },
    );
  });

  it('is not shown with a service', async () => {
    const { id } = await market.upload(customer, 'service_media');
    await expectRefusal(() => seller.call('PUT', `/v1/services/${service.id}/media`, { uploadIds: [id] }), {
      ...{ status: 422, code: 'upload.not_yours' },
    });
  });
});

describe('what is not one’s own', () => {
  it.each([
    ['the order of others', () => `/v1/orders/${order.id}/cancel`, 'order.not_found'],
    ['the chat of others', () => `/v1/chats/${order.chatId}/messages`, 'chat.not_found'],
  ])('is not there: %s', async (_, address, code) => {
    const stranger = await market.newcomer('jean');
    const body = address().endsWith('messages') ? { content: 'Bonjour' } : undefined;
    await expectRefusal(() => stranger.call('POST', address(), body), { status: 404, code });
  });

  it('is refused to the party whose right it is not', () =>
    expectRefusal(() => seller.call('POST', `/v1/orders/${order.id}/cancel`), {
      ...{ status: 403, code: 'order.role_refused' },
    }));
});
