import { SECOND } from '@2krika/domain';
import type { OrderView } from '../../src/http/ordering/order-views.js';
import type { PaymentView } from '../../src/http/payments/payment-routes.js';
import { onBothProducts } from '../product/both-products.js';
import type { Visitor } from '../product/visitor.js';

const PRICE = 20_200;

describe('a webhook', () => {
  onBothProducts('webhooks', (open) => {
    let customer: Visitor;
    let serviceId: string;

    beforeAll(async () => {
      const { market } = open();
      customer = await market.newcomer('ngono');
      ({ id: serviceId } = await market.publishService(await market.newcomer('awa'), 20_000));
    }, 60_000);

    /** Starts to pay by a number that decides what the operator does. */
    async function startPaying(ending: string): Promise<OrderView> {
      const order = await customer.post<OrderView>('/v1/orders', { serviceId });
      await open().market.startPayment(customer, order, `+23767000${ending}`);
      return order;
    }

    /** Everything the operator has to say is said, and worked off. */
    async function hearAll(): Promise<void> {
      await open().product.settle();
      await open().market.pass(SECOND);
    }

    async function change(of: () => Promise<void>): Promise<Record<string, number>> {
      const before = await open().market.books();
      await of();
      const after = await open().market.books();
      expect(after.isBalanced).toBe(true);
      const codes = new Set([...Object.keys(before.balances), ...Object.keys(after.balances)]);
      const changes = [...codes].map(
        (code) => [code, (after.balances[code] ?? 0) - (before.balances[code] ?? 0)] as const,
      );
      return Object.fromEntries(changes.filter(([, by]) => by !== 0));
    }

    it.each([
      ['no signature', {}],
      ['a signature of somebody else', { 'x-sandbox-signature': 'ab'.repeat(32) }],
      ['a signature that is none', { 'x-sandbox-signature': 'zz' }],
    ])('with %s is refused, and believed in nothing', async (_, headers) => {
      const order = await startPaying('9906');
      const { results } = await customer.get<{ results: readonly PaymentView[] }>(
        `/v1/orders/${order.id}/payments`,
      );
      const forged = {
        id: results[0]?.id,
        ...{ type: 'collection.updated', reference: results[0]?.id },
        ...{ status: 'successful', amount: PRICE, currency: 'XAF' },
      };
      const changed = await change(async () => {
        const answer = await open()
          .product.visitor()
          .call('POST', '/v1/webhooks/payments/sandbox', forged, {
            'x-sandbox-timestamp': String(Math.floor(Date.now() / 1_000)),
            ...headers,
          });
        expect(answer).toMatchObject({ status: 401, body: { code: 'webhook.signature_invalid' } });
        await hearAll();
      });
      expect(changed).toEqual({});
      expect(await customer.get(`/v1/orders/${order.id}`)).toMatchObject({ state: 'pending_payment' });
    });

    it.each([
      ['that comes twice', '9921'],
      ['that comes before the answer', '9922'],
      ['that is followed by an older one', '9923'],
    ])('%s captures once, and harms nothing', async (_, ending) => {
      const changed = await change(async () => {
        const order = await startPaying(ending);
        await open().market.orderIn(customer, order.id, 'in_progress');
        await hearAll();
        expect(await customer.get(`/v1/orders/${order.id}`)).toMatchObject({ state: 'in_progress' });
        const { results } = await customer.get<{ results: readonly PaymentView[] }>(
          `/v1/orders/${order.id}/payments`,
        );
        expect(results).toMatchObject([{ state: 'captured', capturedAmount: PRICE }]);
      });
      expect(changed).toEqual({ provider_clearing: PRICE, order_escrow: PRICE });
    });

    it.each([
      ['too little', '9930', 10_100],
      ['too much', '9931', 40_400],
    ])('that brings %s pays for no order: the money waits for a person', async (_, ending, brought) => {
      const changed = await change(async () => {
        const { balances } = await open().market.books();
        const order = await startPaying(ending);
        const unallocated = (balances['unallocated_receipts'] ?? 0) + brought;
        await open().market.eventually(
          () => open().market.books(),
          (books) => books.balances['unallocated_receipts'] === unallocated,
        );
        await hearAll();
        expect(await customer.get(`/v1/orders/${order.id}`)).not.toMatchObject({ state: 'in_progress' });
      });
      expect(changed).toEqual({ provider_clearing: brought, unallocated_receipts: brought });
    });
  });
});
