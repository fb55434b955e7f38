import type { OwnServiceView } from '../../src/http/catalogue/catalogue-views.js';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import { onBothProducts } from '../product/both-products.js';
import type { Visitor } from '../product/visitor.js';
import { deliver } from './earn.js';

const RACERS = 50;

describe('what is sent more than once', () => {
  onBothProducts('once', (open) => {
    let seller: Visitor;
    let customer: Visitor;
    let service: OwnServiceView;

    beforeAll(async () => {
      const { market } = open();
      seller = await market.newcomer('awa');
      customer = await market.newcomer('ngono');
      service = await market.publishService(seller, 20_000);
    }, 60_000);

    const order = (key?: string, body: object = { serviceId: service.id }) =>
      customer.call<OrderView & { code: string }>('POST', '/v1/orders', body, {
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      });
    const bought = async () => (await customer.get<{ count: number }>('/v1/orders')).count;
    const sold = async () => {
      const page = await seller.get<{ count: number }>('/v1/orders?role=seller');
      return page.count;
    };

    it('has to be numbered', async () => {
      const before = await bought();
      const answer = await customer.request('POST', '/v1/orders', JSON.stringify({ serviceId: service.id }), {
        'content-type': 'application/json',
      });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: 'idempotency_key_missing' });
      expect(await bought()).toBe(before);
    });

    it('is answered as it was the first time, and says so', async () => {
      const first = await order('again');
      const before = await bought();
      const second = await order('again');
      expect(first.status).toBe(201);
      expect(first.headers.get('idempotent-replayed')).toBeNull();
      expect(second.status).toBe(201);
      expect(second.headers.get('idempotent-replayed')).toBe('true');
      expect(second.body).toEqual(first.body);
      expect(second.headers.get('location')).toBe(first.headers.get('location'));
      expect(await bought()).toBe(before);
    });

    it('is refused under the number of something else', async () => {
      await order('taken');
      const before = await bought();
      const answer = await order('taken', { serviceId: service.id, options: [] });
      expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency.key_reused' } });
      expect(await bought()).toBe(before);
    });

    it(`has one effect, however many of ${RACERS} arrive at once`, async () => {
      const before = await sold();
      const answers = await Promise.all(Array.from({ length: RACERS }, () => order('at-once')));
      const done = answers.filter(({ status }) => status === 201);
      const waiting = answers.filter(({ status }) => status !== 201);
      expect(new Set(done.map(({ body }) => body.id)).size).toBe(1);
      expect(done.filter(({ headers }) => headers.get('idempotent-replayed') === null)).toHaveLength(1);
      expect(waiting.map(({ status, body }) => [status, body.code])).toEqual(
        waiting.map(() => [409, 'idempotency.in_progress']),
      );
      expect(await sold()).toBe(before + 1);
    });

    it('completes an order once, however often it is accepted', async () => {
      const { market } = open();
      const placed = (await order()).body;
      await market.pay(customer, placed);
      await deliver(seller, placed);
      const before = await market.books();
      const { headers } = await customer.call('GET', `/v1/orders/${placed.id}`);
      const accept = () =>
        customer.call<OrderView>('POST', `/v1/orders/${placed.id}/accept`, undefined, {
          'if-match': headers.get('etag') ?? '',
        });
      const answers = await Promise.all(Array.from({ length: 10 }, accept));
      expect(answers.map(({ status, body }) => [status, body.state])).toEqual(
        answers.map(() => [200, 'completed']),
      );
      expect(await accept()).toMatchObject({ status: 200, body: { state: 'completed' } });
      const after = await market.books();
      expect(after.isBalanced).toBe(true);
      expect((after.balances['seller_pending'] ?? 0) - (before.balances['seller_pending'] ?? 0)).toBe(17_000);
      const events = await customer.get<{ results: readonly { event: string }[] }>(
        `/v1/orders/${placed.id}/events`,
      );
      expect(events.results.filter(({ event }) => event === 'accept')).toHaveLength(1);
    });
  });
});
